#include "network/io/list_version.h"

namespace kringwerk::network {

void raise_list_version(storage::Connection& transaction) {
  transaction.execute(kRaiseListVersion);
}

}  // namespace kringwerk::network
