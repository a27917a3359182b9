-- labels.sqlite as the code of version 1 wrote it: six assets, four labels, one round.
BEGIN TRANSACTION;
CREATE TABLE assets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, 
    source INTEGER NOT NULL REFERENCES sources,
    path TEXT NOT NULL,
    object TEXT NOT NULL DEFAULT '',  
    name TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '', 
    size INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0, 
    reason TEXT NOT NULL DEFAULT '',  
    is_gone INTEGER NOT NULL DEFAULT 0,
    is_new INTEGER NOT NULL DEFAULT 1, 
    UNIQUE (path, object));
INSERT INTO "assets" VALUES(1,1,'/assets/0.obj','','0','7afb89725a31fb70711c510f52c7e1eb0d77aff836b28e6f42b8059919c4e5a2',145,1795355092957273614,'',0,0);
INSERT INTO "assets" VALUES(2,1,'/assets/1.obj','','1','0ec29737c22605fb258a519494e1de97917ccb60fe7cd622c7844d32c64e9341',176,1795355092957468806,'',0,0);
INSERT INTO "assets" VALUES(3,1,'/assets/2.obj','','2','418f8fdc0149b41ab1a123f4329eefbaddb23139261d5b61457879affff3346f',145,1795355092957581769,'',0,0);
INSERT INTO "assets" VALUES(4,1,'/assets/3.obj','','3','1db7d441e7f2fd97c70b6b59212d37b536676117747190ca027f54ff1ed416ec',176,1795355092957838726,'',0,0);
INSERT INTO "assets" VALUES(5,1,'/assets/4.obj','','4','34538bf8d8f269f312c603d1f04972d02c19d9abebf97976cac4072d1015f582',207,1795355092957962236,'',0,0);
INSERT INTO "assets" VALUES(6,1,'/assets/5.obj','','5','5ec380a9ff041edb57d854249e2b62b620386789bdffbeb5e0cf6f7eacb36433',207,1795355092958078072,'',0,0);
CREATE TABLE changes (
    step INTEGER NOT NULL REFERENCES steps,
    kind TEXT NOT NULL,               
    key INTEGER NOT NULL,
    before TEXT,                      
    after TEXT);
INSERT INTO "changes" VALUES(2,'classes',1,NULL,'{"color": "#678ce6", "hotkey": "", "name": "airplane", "origins": "[\"airplane\"]"}');
INSERT INTO "changes" VALUES(2,'classes',2,NULL,'{"color": "#b1e667", "hotkey": "", "name": "animal", "origins": "[\"animal\"]"}');
INSERT INTO "changes" VALUES(2,'classes',3,NULL,'{"color": "#e667d6", "hotkey": "", "name": "appliance", "origins": "[\"appliance\"]"}');
INSERT INTO "changes" VALUES(2,'classes',4,NULL,'{"color": "#67e6d0", "hotkey": "", "name": "axe_hammer", "origins": "[\"axe_hammer\"]"}');
INSERT INTO "changes" VALUES(2,'classes',5,NULL,'{"color": "#e6ac67", "hotkey": "", "name": "banner_flag", "origins": "[\"banner_flag\"]"}');
INSERT INTO "changes" VALUES(2,'classes',6,NULL,'{"color": "#8767e6", "hotkey": "", "name": "barrel", "origins": "[\"barrel\"]"}');
INSERT INTO "changes" VALUES(2,'classes',7,NULL,'{"color": "#6de667", "hotkey": "", "name": "bed", "origins": "[\"bed\"]"}');
INSERT INTO "changes" VALUES(2,'classes',8,NULL,'{"color": "#e66791", "hotkey": "", "name": "bench", "origins": "[\"bench\"]"}');
INSERT INTO "changes" VALUES(2,'classes',9,NULL,'{"color": "#67b6e6", "hotkey": "", "name": "boat", "origins": "[\"boat\"]"}');
INSERT INTO "changes" VALUES(2,'classes',10,NULL,'{"color": "#dbe667", "hotkey": "", "name": "bookshelf", "origins": "[\"bookshelf\"]"}');
INSERT INTO "changes" VALUES(2,'classes',11,NULL,'{"color": "#cb67e6", "hotkey": "", "name": "bottle", "origins": "[\"bottle\"]"}');
INSERT INTO "changes" VALUES(2,'classes',12,NULL,'{"color": "#67e6a6", "hotkey": "", "name": "box", "origins": "[\"box\"]"}');
INSERT INTO "changes" VALUES(2,'classes',13,NULL,'{"color": "#e68167", "hotkey": "", "name": "building", "origins": "[\"building\"]"}');
INSERT INTO "changes" VALUES(2,'classes',14,NULL,'{"color": "#6772e6", "hotkey": "", "name": "cabinet", "origins": "[\"cabinet\"]"}');
INSERT INTO "changes" VALUES(2,'classes',15,NULL,'{"color": "#97e667", "hotkey": "", "name": "car", "origins": "[\"car\"]"}');
INSERT INTO "changes" VALUES(2,'classes',16,NULL,'{"color": "#e667bc", "hotkey": "", "name": "chair", "origins": "[\"chair\"]"}');
INSERT INTO "changes" VALUES(2,'classes',17,NULL,'{"color": "#67e1e6", "hotkey": "", "name": "character", "origins": "[\"character\"]"}');
INSERT INTO "changes" VALUES(2,'classes',18,NULL,'{"color": "#e6c667", "hotkey": "", "name": "column", "origins": "[\"column\"]"}');
INSERT INTO "changes" VALUES(2,'classes',19,NULL,'{"color": "#a167e6", "hotkey": "", "name": "cup", "origins": "[\"cup\"]"}');
INSERT INTO "changes" VALUES(2,'classes',20,NULL,'{"color": "#67e67c", "hotkey": "", "name": "dessert", "origins": "[\"dessert\"]"}');
INSERT INTO "changes" VALUES(2,'classes',21,NULL,'{"color": "#e66777", "hotkey": "", "name": "door", "origins": "[\"door\"]"}');
INSERT INTO "changes" VALUES(2,'classes',22,NULL,'{"color": "#679ce6", "hotkey": "", "name": "fence", "origins": "[\"fence\"]"}');
INSERT INTO "changes" VALUES(2,'classes',23,NULL,'{"color": "#c1e667", "hotkey": "", "name": "fruit_veg", "origins": "[\"fruit_veg\"]"}');
INSERT INTO "changes" VALUES(2,'classes',24,NULL,'{"color": "#e567e6", "hotkey": "", "name": "gravestone", "origins": "[\"gravestone\"]"}');
INSERT INTO "changes" VALUES(2,'classes',25,NULL,'{"color": "#67e6c0", "hotkey": "", "name": "gun", "origins": "[\"gun\"]"}');
INSERT INTO "changes" VALUES(2,'classes',26,NULL,'{"color": "#e69b67", "hotkey": "", "name": "lamp", "origins": "[\"lamp\"]"}');
INSERT INTO "changes" VALUES(2,'classes',27,NULL,'{"color": "#7767e6", "hotkey": "", "name": "plant", "origins": "[\"plant\"]"}');
INSERT INTO "changes" VALUES(2,'classes',28,NULL,'{"color": "#7de667", "hotkey": "", "name": "rock", "origins": "[\"rock\"]"}');
INSERT INTO "changes" VALUES(2,'classes',29,NULL,'{"color": "#e667a2", "hotkey": "", "name": "screen", "origins": "[\"screen\"]"}');
INSERT INTO "changes" VALUES(2,'classes',30,NULL,'{"color": "#67c6e6", "hotkey": "", "name": "shield", "origins": "[\"shield\"]"}');
INSERT INTO "changes" VALUES(2,'classes',31,NULL,'{"color": "#e6e067", "hotkey": "", "name": "sofa", "origins": "[\"sofa\"]"}');
INSERT INTO "changes" VALUES(2,'classes',32,NULL,'{"color": "#bb67e6", "hotkey": "", "name": "spaceship", "origins": "[\"spaceship\"]"}');
INSERT INTO "changes" VALUES(2,'classes',33,NULL,'{"color": "#67e696", "hotkey": "", "name": "stool", "origins": "[\"stool\"]"}');
INSERT INTO "changes" VALUES(2,'classes',34,NULL,'{"color": "#e67167", "hotkey": "", "name": "sword", "origins": "[\"sword\"]"}');
INSERT INTO "changes" VALUES(2,'classes',35,NULL,'{"color": "#6782e6", "hotkey": "", "name": "table", "origins": "[\"table\"]"}');
INSERT INTO "changes" VALUES(2,'classes',36,NULL,'{"color": "#a7e667", "hotkey": "", "name": "tower", "origins": "[\"tower\"]"}');
INSERT INTO "changes" VALUES(2,'classes',37,NULL,'{"color": "#e667cc", "hotkey": "", "name": "train", "origins": "[\"train\"]"}');
INSERT INTO "changes" VALUES(2,'classes',38,NULL,'{"color": "#67e6da", "hotkey": "", "name": "tree", "origins": "[\"tree\"]"}');
INSERT INTO "changes" VALUES(2,'classes',39,NULL,'{"color": "#e6b667", "hotkey": "", "name": "utensil", "origins": "[\"utensil\"]"}');
INSERT INTO "changes" VALUES(2,'classes',40,NULL,'{"color": "#9167e6", "hotkey": "", "name": "vase", "origins": "[\"vase\"]"}');
INSERT INTO "changes" VALUES(3,'classes',41,NULL,'{"color": "#67e66c", "hotkey": "", "name": "low", "origins": "[]"}');
INSERT INTO "changes" VALUES(3,'labels',1,NULL,'{"class": 41, "mark": "", "origin": "person", "time": "2026-11-22T13:45:31.742+00:00", "who": "ann"}');
INSERT INTO "changes" VALUES(4,'classes',42,NULL,'{"color": "#e66788", "hotkey": "", "name": "high", "origins": "[]"}');
INSERT INTO "changes" VALUES(4,'labels',3,NULL,'{"class": 42, "mark": "", "origin": "person", "time": "2026-11-22T13:45:33.700+00:00", "who": "ann"}');
INSERT INTO "changes" VALUES(5,'labels',2,NULL,'{"class": 41, "mark": "", "origin": "person", "time": "2026-11-22T13:45:35.126+00:00", "who": "ann"}');
INSERT INTO "changes" VALUES(6,'labels',4,NULL,'{"class": 42, "mark": "", "origin": "person", "time": "2026-11-22T13:45:36.739+00:00", "who": "ann"}');
CREATE TABLE classes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    color TEXT NOT NULL DEFAULT '',   
    hotkey TEXT NOT NULL DEFAULT '',
    origins TEXT NOT NULL DEFAULT '[]');
INSERT INTO "classes" VALUES(1,'airplane','#678ce6','','["airplane"]');
INSERT INTO "classes" VALUES(2,'animal','#b1e667','','["animal"]');
INSERT INTO "classes" VALUES(3,'appliance','#e667d6','','["appliance"]');
INSERT INTO "classes" VALUES(4,'axe_hammer','#67e6d0','','["axe_hammer"]');
INSERT INTO "classes" VALUES(5,'banner_flag','#e6ac67','','["banner_flag"]');
INSERT INTO "classes" VALUES(6,'barrel','#8767e6','','["barrel"]');
INSERT INTO "classes" VALUES(7,'bed','#6de667','','["bed"]');
INSERT INTO "classes" VALUES(8,'bench','#e66791','','["bench"]');
INSERT INTO "classes" VALUES(9,'boat','#67b6e6','','["boat"]');
INSERT INTO "classes" VALUES(10,'bookshelf','#dbe667','','["bookshelf"]');
INSERT INTO "classes" VALUES(11,'bottle','#cb67e6','','["bottle"]');
INSERT INTO "classes" VALUES(12,'box','#67e6a6','','["box"]');
INSERT INTO "classes" VALUES(13,'building','#e68167','','["building"]');
INSERT INTO "classes" VALUES(14,'cabinet','#6772e6','','["cabinet"]');
INSERT INTO "classes" VALUES(15,'car','#97e667','','["car"]');
INSERT INTO "classes" VALUES(16,'chair','#e667bc','','["chair"]');
INSERT INTO "classes" VALUES(17,'character','#67e1e6','','["character"]');
INSERT INTO "classes" VALUES(18,'column','#e6c667','','["column"]');
INSERT INTO "classes" VALUES(19,'cup','#a167e6','','["cup"]');
INSERT INTO "classes" VALUES(20,'dessert','#67e67c','','["dessert"]');
INSERT INTO "classes" VALUES(21,'door','#e66777','','["door"]');
INSERT INTO "classes" VALUES(22,'fence','#679ce6','','["fence"]');
INSERT INTO "classes" VALUES(23,'fruit_veg','#c1e667','','["fruit_veg"]');
INSERT INTO "classes" VALUES(24,'gravestone','#e567e6','','["gravestone"]');
INSERT INTO "classes" VALUES(25,'gun','#67e6c0','','["gun"]');
INSERT INTO "classes" VALUES(26,'lamp','#e69b67','','["lamp"]');
INSERT INTO "classes" VALUES(27,'plant','#7767e6','','["plant"]');
INSERT INTO "classes" VALUES(28,'rock','#7de667','','["rock"]');
INSERT INTO "classes" VALUES(29,'screen','#e667a2','','["screen"]');
INSERT INTO "classes" VALUES(30,'shield','#67c6e6','','["shield"]');
INSERT INTO "classes" VALUES(31,'sofa','#e6e067','','["sofa"]');
INSERT INTO "classes" VALUES(32,'spaceship','#bb67e6','','["spaceship"]');
INSERT INTO "classes" VALUES(33,'stool','#67e696','','["stool"]');
INSERT INTO "classes" VALUES(34,'sword','#e67167','','["sword"]');
INSERT INTO "classes" VALUES(35,'table','#6782e6','','["table"]');
INSERT INTO "classes" VALUES(36,'tower','#a7e667','','["tower"]');
INSERT INTO "classes" VALUES(37,'train','#e667cc','','["train"]');
INSERT INTO "classes" VALUES(38,'tree','#67e6da','','["tree"]');
INSERT INTO "classes" VALUES(39,'utensil','#e6b667','','["utensil"]');
INSERT INTO "classes" VALUES(40,'vase','#9167e6','','["vase"]');
INSERT INTO "classes" VALUES(41,'low','#67e66c','','[]');
INSERT INTO "classes" VALUES(42,'high','#e66788','','[]');
CREATE TABLE labels (
    asset INTEGER PRIMARY KEY REFERENCES assets,
    class INTEGER REFERENCES classes DEFERRABLE INITIALLY DEFERRED,
    mark TEXT NOT NULL DEFAULT '',    
    who TEXT NOT NULL DEFAULT '',
    time TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '');
INSERT INTO "labels" VALUES(1,41,'','ann','2026-11-22T13:45:31.742+00:00','person');
INSERT INTO "labels" VALUES(2,41,'','ann','2026-11-22T13:45:35.126+00:00','person');
INSERT INTO "labels" VALUES(3,42,'','ann','2026-11-22T13:45:33.700+00:00','person');
INSERT INTO "labels" VALUES(4,42,'','ann','2026-11-22T13:45:36.739+00:00','person');
CREATE TABLE predictions (
    asset INTEGER PRIMARY KEY REFERENCES assets,
    class INTEGER NOT NULL,
    confidence REAL NOT NULL,
    margin REAL NOT NULL,             
    top TEXT NOT NULL,                
    model TEXT NOT NULL,
    time TEXT NOT NULL);
INSERT INTO "predictions" VALUES(1,41,9.7049999237060546875e-01,9.6599999256432056427e-01,'[[41,0.9704999923706055],[28,0.0044999998062849045],[42,0.0032999999821186066],[19,0.0020000000949949026],[39,0.0019000000320374966]]','round 1 (4 labels)','2026-11-22T13:45:51.425+00:00');
INSERT INTO "predictions" VALUES(2,41,9.61700022220611572265e-01,9.57200022414326667785e-01,'[[41,0.9617000222206116],[42,0.0044999998062849045],[28,0.004000000189989805],[32,0.004000000189989805],[19,0.0024999999441206455]]','round 1 (4 labels)','2026-11-22T13:45:51.425+00:00');
INSERT INTO "predictions" VALUES(3,42,9.67899978160858154296e-01,9.63099977932870388031e-01,'[[42,0.9678999781608582],[41,0.004800000227987766],[38,0.004000000189989805],[14,0.0017000000225380063],[10,0.0015999999595806003]]','round 1 (4 labels)','2026-11-22T13:45:51.425+00:00');
INSERT INTO "predictions" VALUES(4,42,9.72999989986419677734e-01,9.68599990010261535644e-01,'[[42,0.9729999899864197],[38,0.004399999976158142],[41,0.0038999998942017555],[13,0.00139999995008111],[23,0.0013000000035390258]]','round 1 (4 labels)','2026-11-22T13:45:51.425+00:00');
INSERT INTO "predictions" VALUES(5,41,0.867900013923645,8.43500014394521713256e-01,'[[41,0.867900013923645],[28,0.024399999529123306],[20,0.014600000344216824],[42,0.014399999752640724],[39,0.009399999864399433]]','round 1 (4 labels)','2026-11-22T13:45:51.425+00:00');
INSERT INTO "predictions" VALUES(6,42,9.69600021839141845703e-01,0.963500021956861,'[[42,0.9696000218391418],[38,0.006099999882280827],[41,0.004800000227987766],[36,0.0015999999595806003],[23,0.001500000013038516]]','round 1 (4 labels)','2026-11-22T13:45:51.425+00:00');
CREATE TABLE queue (
    asset INTEGER PRIMARY KEY REFERENCES assets,
    place INTEGER NOT NULL);
INSERT INTO "queue" VALUES(5,1);
INSERT INTO "queue" VALUES(6,2);
CREATE TABLE rounds (                 
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    labels INTEGER NOT NULL,
    classes INTEGER NOT NULL,
    accuracy REAL,                    
    model TEXT NOT NULL);
INSERT INTO "rounds" VALUES(1,'2026-11-22T13:45:51.302+00:00',4,2,NULL,'round 1 (4 labels)');
CREATE TABLE served (                 
    asset INTEGER PRIMARY KEY REFERENCES assets,
    session TEXT NOT NULL,
    time REAL NOT NULL);
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,        
    place TEXT NOT NULL,       
    scanned TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, place));
INSERT INTO "sources" VALUES(1,'folder','/assets','2026-11-22T13:44:59.524+00:00');
CREATE TABLE steps (                  
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent INTEGER NOT NULL DEFAULT 0,
    session TEXT NOT NULL DEFAULT '',
    time TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0);
INSERT INTO "steps" VALUES(2,0,'','2026-11-22T13:45:09.359+00:00','ann','Classes of 7625aa5afd41',0);
INSERT INTO "steps" VALUES(3,0,'','2026-11-22T13:45:31.742+00:00','ann','Label',0);
INSERT INTO "steps" VALUES(4,0,'','2026-11-22T13:45:33.700+00:00','ann','Label',0);
INSERT INTO "steps" VALUES(5,0,'','2026-11-22T13:45:35.126+00:00','ann','Label',0);
INSERT INTO "steps" VALUES(6,0,'','2026-11-22T13:45:36.739+00:00','ann','Label',0);
CREATE INDEX assets_by_content ON assets (content);
CREATE INDEX assets_by_source ON assets (source);
CREATE INDEX labels_by_class ON labels (class);
CREATE INDEX predictions_by_class ON predictions (class);
CREATE INDEX queue_by_place ON queue (place);
CREATE INDEX steps_by_session ON steps (session);
CREATE INDEX changes_by_step ON changes (step);
CREATE INDEX changes_by_key ON changes (kind, key);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('assets',6);
INSERT INTO "sqlite_sequence" VALUES('steps',6);
COMMIT;
PRAGMA application_id=1380725572;
PRAGMA user_version=1;
