UPDATE capability SET state = 'paused', version = 2, regular_grams_per_week = 100000, price_basis = 'hour', nis = '44021', free_as_of_on = '2026-11-22' WHERE capability_id = 1;
INSERT INTO capability_revision VALUES (1, 1, 'open', 'sorting', 'Sorteren', 'Sorting', 'Tri', 'wood', 'wood|5|900000', 3, 500000, 0, NULL, 100000, 12000, 'tonne', 240, 7, '', '', NULL) ON CONFLICT DO NOTHING;
INSERT INTO capability_exception VALUES (2101, 1, 'closed', '2026-12-21', '2026-12-28', 0, 'Vakantie') ON CONFLICT DO NOTHING;
INSERT INTO capability_booking VALUES (2102, 1, 1501, 'Kratten', 'option', '2026-12-01', 50000, '2026-12-07', '2027-01-04', 601, 1795255446000, 1) ON CONFLICT DO NOTHING;
INSERT INTO introduction_step (introduction_id, place, capability_id, grams_per_week) VALUES (1501, 1, 1, 50000) ON CONFLICT DO NOTHING;
