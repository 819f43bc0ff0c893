#pragma once

#include <string>
#include <vector>

/// A second reader of the policy's csv files, kept deliberately simple and apart from the program's: text is split at
/// commas, words at bars, and a line is asked by looking at its words. Tests hold the program against it.
namespace kringwerk::contracts {

using PlainWords = std::vector<std::string>;
using PlainRow = std::vector<std::string>;

PlainWords split_plainly(const std::string& text, char between);
/// Rows of src/access/policy/NAME without the header. Of the last column only what comes before its first comma; a
/// quote in another makes the test fail.
std::vector<PlainRow> read_plainly(const std::string& name);

/// One question to the table, all in words.
struct PlainQuestion {
  std::string record;
  std::string field;
  std::string action;
  std::string visibility;
  std::string state;
};

/// The words of `who` of all lines that fit the question.
PlainWords who_may(const std::vector<PlainRow>& lines, const PlainQuestion& question);

}  // namespace kringwerk::contracts
