INSERT INTO organisation_distinct VALUES (1, 2, NULL, 1795255445000) ON CONFLICT DO NOTHING;
INSERT INTO organisation_merge VALUES (2601, 1, 2602, 'Voorbeeld', 'Voorbeeld bv', NULL, 1795255445000, NULL, NULL, '', 1) ON CONFLICT DO NOTHING;
INSERT INTO organisation_merge_row VALUES (2601, 1, 'own', 'organisation,torganisation_id,i2602') ON CONFLICT DO NOTHING;
