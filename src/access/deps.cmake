# The policy is part of the program: its tables are compiled in.
include(EmbedText)
set(policy_folder "${CMAKE_CURRENT_SOURCE_DIR}/src/access/policy")
kw_embed(kw_policy_tables kringwerk::access::policy_files
  record_types=${policy_folder}/record_types.csv
  records=${policy_folder}/records.csv
  routes=${policy_folder}/routes.csv)
set(DEPS kw_policy_tables)
