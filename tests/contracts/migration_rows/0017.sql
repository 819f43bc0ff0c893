INSERT INTO waste_code VALUES ('16 06 04', '2015-06-01', '2026-11-08', 0, 'Alkalinebatterijen', 'Alkaline batteries',
                               'Piles alcalines', '16 06 04*', 0, 's'),
                              ('16 06 04', '2026-11-09', NULL, 1, '', '', '', '', 0, 's') ON CONFLICT DO NOTHING;
INSERT INTO waste_heading VALUES ('16 06', '2015-06-01', 'Batterijen', 'Batteries', 'Piles', 1, 's')
ON CONFLICT DO NOTHING;
