-- What a hub did with a question, after it came in: answers, states, hand-overs. Rows are only added.
CREATE TABLE hub_case_entry (
  entry_id INT64 NOT NULL PRIMARY KEY,
  case_id INT64 NOT NULL REFERENCES hub_case (case_id),
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'state', 'hand_over')),
  person_id INT64 NOT NULL REFERENCES person (person_id),
  at_ms INT64 NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'in_progress', 'answered', 'closed')),
  hub_id INT64 NOT NULL REFERENCES hub (hub_id)
) STRICT;
CREATE INDEX hub_case_entry_case ON hub_case_entry (case_id, entry_id);
CREATE INDEX hub_case_due ON hub_case (hub_id, state, answer_due_on);

-- Offers and needs that a hub entered for a company, which confirms by the link in its mail. What became of one is the
-- stream's own state: draft until it is confirmed, closed without confirmation when the hub took it back.
CREATE TABLE stream_on_behalf (
  stream_id INT64 NOT NULL PRIMARY KEY REFERENCES stream (stream_id),
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  entered_by INT64 NOT NULL REFERENCES person (person_id),
  company TEXT NOT NULL,
  entered_at_ms INT64 NOT NULL,
  mailed_at_ms INT64 NOT NULL
) STRICT;
CREATE INDEX stream_on_behalf_person ON stream_on_behalf (entered_by, entered_at_ms);
