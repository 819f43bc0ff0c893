INSERT INTO outbox_mail (mail_id, to_address, subject, body, reply_to, state, attempts, due_at_ms, leased_until_ms,
                         created_at_ms, sent_at_ms, failed_reason)
VALUES (1, 'an@atelier.example', 'één', 'Dag An', '', 'waiting', 1, 1795255505000, 1795255805000, 1795255445000, NULL,
        'not reached'),
       (2, 'bo@hub.example', 'twee', '', 'an@atelier.example', 'sent', 1, 1795255445000, NULL, 1795255445000,
        1795255446000, NULL),
       (3, 'ci@hub.example', 'drie', '', '', 'failed', 1, 1795255445000, NULL, 1795255445000, NULL, 'no such mailbox')
ON CONFLICT DO NOTHING;
INSERT INTO outbox_event (event_id, kind, subject_id, at_ms) VALUES (1, 'stream', 7, 1795255445000)
ON CONFLICT DO NOTHING;
