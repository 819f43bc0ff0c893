INSERT INTO organisation_contact VALUES (1, 'info@voorbeeld.example') ON CONFLICT DO NOTHING;
INSERT INTO import_batch VALUES (1801, 1, 'organisations', 'imported', 'lijst.csv', '', 'nl', ',', '', 'name;place', '', '', '', 1, 0, 0, 0, 0, 601, 1795255445000, 1795255445000, NULL, 2) ON CONFLICT DO NOTHING;
INSERT INTO import_change VALUES (1801, 2, 'organisation', 1, 'Voorbeeld', '', 'organisation') ON CONFLICT DO NOTHING;
INSERT INTO import_identity VALUES (1, 'organisation', 'id:7', 1) ON CONFLICT DO NOTHING;
INSERT INTO import_column VALUES (1, 'organisations', 'naam', 'name') ON CONFLICT DO NOTHING;
