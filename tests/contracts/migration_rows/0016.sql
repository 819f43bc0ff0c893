INSERT INTO room VALUES (1601, 1, 'Werkatelier', 'nl', 'abcd2345', '44021', 601, 1795255445000, 1795341845000, NULL, 1) ON CONFLICT DO NOTHING;
INSERT INTO room_card VALUES (1602, 1601, 'offer', '2 ton hout', 'hout', 'Ann', 'hash', NULL, 'none', 2000, 't', NULL, 'once', '44021', 'said', 1795255445000, 1) ON CONFLICT DO NOTHING;
