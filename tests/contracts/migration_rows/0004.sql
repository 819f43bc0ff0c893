INSERT INTO hub_case (case_id, hub_id, stream_id, state, question, asker_name, asker_email, language, answer_due_on,
                      secret_hash, created_at_ms, version)
VALUES (1, 1, 1, 'received', 'Wie neemt dit aan?', 'An', 'an@atelier.example', 'nl', '2026-12-01', 'h',
        1795255445000, 1) ON CONFLICT DO NOTHING;
INSERT INTO hub_case_step (case_id, state, at_ms) VALUES (1, 'received', 1795255445000) ON CONFLICT DO NOTHING;
