INSERT INTO hub_case_entry VALUES (1101, 1, 'reply', 601, 1795255446000, 'Dat kan.', 'answered', 1) ON CONFLICT DO NOTHING;
INSERT INTO stream_on_behalf VALUES (1, 1, 601, 'Voorbeeldbedrijf', 'waiting', 1795255445000, 1795255445000, 1) ON CONFLICT DO NOTHING;
