#pragma once

#include <vector>

#include "accounts/consent.h"
#include "storage/connection.h"
#include "storage/data_folder.h"

namespace kringwerk::accounts {

/// data/consents.csv, in the order of the file.
std::vector<ConsentPurpose> load_consent_purposes(const storage::DataFolder& data);

/// The ledger of a person, oldest first.
std::vector<Consent> load_consents(storage::Connection& connection, access::PersonId person);

void insert_consent(storage::Connection& transaction, const Consent& consent);

}  // namespace kringwerk::accounts
