INSERT INTO introduction VALUES (1501, 'chain', 'answered', 1, NULL, 1, NULL, 'supply', 'Kan dit samen?', 601, 1795255446000, '2026-11-27', 1795255446000, 2) ON CONFLICT DO NOTHING;
INSERT INTO introduction_side VALUES (1501, 'offer', 1, NULL, '', 'an@example.org', 'nl', 'side1501', 'later', 1795255446000) ON CONFLICT DO NOTHING;
INSERT INTO introduction_hub VALUES (1501, 1) ON CONFLICT DO NOTHING;
INSERT INTO introduction_outcome VALUES (1502, 1501, 'later', 'offer', 'timing', '', NULL, 1795255446000) ON CONFLICT DO NOTHING;
INSERT INTO weight_version VALUES (2, 'applied', 601, 1795255446000, 1795255446000, 2, 1020, 1000, 1000, 1000, 1000) ON CONFLICT DO NOTHING;
INSERT INTO weight_reason VALUES (2, 'haul', 'distance', 9, 20, 3, 150, 1000, 1020) ON CONFLICT DO NOTHING;
