#pragma once

#include <string_view>

#include "storage/connection.h"

namespace kringwerk::network {

/// Has everything that is kept in memory of streams and of what matches them looked at anew once `transaction` is kept
/// (decisions 0031 and 0035). For a change that is about more than one stream; save_stream.h of materials tells of one.
void raise_list_version(storage::Connection& transaction);

/// The same as a statement, for lists of statements.
inline constexpr std::string_view kRaiseListVersion = "UPDATE stream_list_version SET version = version + 1";

}  // namespace kringwerk::network
