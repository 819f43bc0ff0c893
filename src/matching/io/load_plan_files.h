#pragma once

/// What other modules use of the files around a plan: reading an instance from its texts, changing the texts, writing
/// and reading PLAN.json.
#include "matching/io/changes_file.h"    // IWYU pragma: export
#include "matching/io/instance_files.h"  // IWYU pragma: export
#include "matching/io/plan_json.h"       // IWYU pragma: export
