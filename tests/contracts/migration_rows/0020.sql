INSERT INTO revision VALUES (2001, 'organisation', 1, 0, NULL, '{}', '{"name":[{"value":"Atelier Twee"}]}', 'proposed', NULL, 'Nieuwe naam', 601, 'organisation_user', 1795255446000, NULL, NULL, '', 1) ON CONFLICT DO NOTHING;
INSERT INTO hub_version VALUES (1, 2) ON CONFLICT DO NOTHING;
INSERT INTO fact_note VALUES ('organisation', 1, 'kbo', 's', 1) ON CONFLICT DO NOTHING;
INSERT INTO organisation_detail VALUES (1, 'Het Atelier', 'ma-vr 9-17 u.') ON CONFLICT DO NOTHING;
INSERT INTO organisation_site VALUES (1, 1, 'Werf', 'Kaai 1', '44021', '51.05, 3.72', '', '', 's') ON CONFLICT DO NOTHING;
