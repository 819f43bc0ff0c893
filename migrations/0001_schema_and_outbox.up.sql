CREATE TABLE outbox_mail (
  mail_id INT64 PRIMARY KEY,
  to_address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  reply_to TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts INT64 NOT NULL CHECK (attempts >= 0),
  due_at_ms INT64 NOT NULL,
  leased_until_ms INT64,
  created_at_ms INT64 NOT NULL,
  sent_at_ms INT64,
  failed_reason TEXT,
  CHECK ((state = 'sent') = (sent_at_ms IS NOT NULL)),
  CHECK (state <> 'failed' OR failed_reason IS NOT NULL)
) STRICT;

CREATE INDEX outbox_mail_due ON outbox_mail (due_at_ms, mail_id) WHERE state = 'waiting';

CREATE TABLE outbox_event (
  event_id INT64 PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  at_ms INT64 NOT NULL
) STRICT;

CREATE INDEX outbox_event_at ON outbox_event (at_ms);
