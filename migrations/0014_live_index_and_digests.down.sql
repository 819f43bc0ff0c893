ALTER TABLE outbox_mail DROP COLUMN unsubscribe_url;
DROP TABLE digest_match;
DROP TABLE digest_known;
DROP TABLE digest_reader;
DROP TABLE digest_progress;
DROP TABLE stream_change;
