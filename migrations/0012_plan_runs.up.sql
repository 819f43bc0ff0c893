-- Plans of the network: who asked for one, on what, and how it ended. A run that waits is a job: a worker holds it with
-- a lease, and takes it anew when the lease ran out. Rows are kept as history.
CREATE TABLE plan_run (
  run_id INT64 NOT NULL PRIMARY KEY,
  asked_by INT64 REFERENCES person (person_id),
  asked_at_ms INT64 NOT NULL,
  hub_id INT64 REFERENCES hub (hub_id),
  period_from_on TEXT NOT NULL,
  period_to_on TEXT NOT NULL,
  gap_wanted FLOAT64 NOT NULL,
  deadline_seconds INT64 NOT NULL,
  fairness FLOAT64 NOT NULL,
  offers INT64 NOT NULL,
  needs INT64 NOT NULL,
  activities INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  ending TEXT NOT NULL CHECK (ending IN ('', 'gap_reached', 'deadline', 'cancelled')),
  objective_eur FLOAT64 NOT NULL,
  upper_bound_eur FLOAT64 NOT NULL,
  gap FLOAT64 NOT NULL,
  seconds FLOAT64 NOT NULL,
  check_result TEXT NOT NULL CHECK (check_result IN ('', 'holds', 'refused')),
  failure TEXT NOT NULL,
  cancel_asked INT64 NOT NULL CHECK (cancel_asked IN (0, 1)),
  attempts INT64 NOT NULL,
  lease INT64,
  leased_until_ms INT64,
  started_at_ms INT64,
  ended_at_ms INT64
) STRICT;
CREATE INDEX plan_run_state ON plan_run (state, asked_at_ms);

-- What a run was made of and what came out: the texts of the instance as it was then, the names its page needs,
-- PLAN.json with its proof.
CREATE TABLE plan_run_file (
  run_id INT64 NOT NULL REFERENCES plan_run (run_id),
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT;
