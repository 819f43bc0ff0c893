INSERT INTO audit_line VALUES (1, 1795255445000, 'person', 601, 'r1', 'stream.updated', 'stream', 7, 'd', 'c') ON CONFLICT DO NOTHING;
INSERT INTO audit_detail VALUES (1, 's', '[]') ON CONFLICT DO NOTHING;
UPDATE audit_head SET line_number = 1, chain_hash = 'c';
