-- Questions "what if" on top of a plan run: the changes, and what they bring. Both are texts that the program writes
-- and reads as a whole (src/planning/scenario.h, whatif_outcome.h). hub_id: for the people of that hub only.
CREATE TABLE scenario (
  scenario_id INT64 NOT NULL PRIMARY KEY,
  run_id INT64 NOT NULL REFERENCES plan_run (run_id),
  hub_id INT64 REFERENCES hub (hub_id),
  name TEXT NOT NULL,
  made_by INT64 REFERENCES person (person_id),
  made_at_ms INT64 NOT NULL,
  changed_at_ms INT64 NOT NULL,
  changes TEXT NOT NULL,
  outcome TEXT NOT NULL,
  version INT64 NOT NULL
) STRICT;
CREATE INDEX scenario_changed ON scenario (changed_at_ms);
