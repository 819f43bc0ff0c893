#pragma once

#include <array>

#include "materials/io/list_query.h"
#include "materials/io/row_words.h"
#include "site/page.h"

namespace kringwerk::materials {

/// What the pages of list and map share: the list in memory and the words. One per process.
struct ListParts {
  explicit ListParts(const site::Services& of)
      : services(of),
        board(of.database),
        words{RowWords(of, Language::nl), RowWords(of, Language::en), RowWords(of, Language::fr)} {}
  const RowWords& words_in(Language language) const { return words[static_cast<std::size_t>(language)]; }

  const site::Services& services;
  StreamBoard board;
  std::array<RowWords, 3> words;
};

/// One question to the list, answered.
struct FoundList {
  std::shared_ptr<const ListSnapshot> snapshot;
  ListQuery query;
  ListRequest request;  ///< what was asked in the end
  ListPart part;        ///< rows live in the snapshot
  /// Classes looked for instead, when nothing has the words typed: a misspelling, a compound or a waste code.
  std::vector<std::string> meant;
};
FoundList find_list(ListParts& parts, const web::Call& call, std::size_t most);
/// The same question from elsewhere than the address of the call.
FoundList find_list(ListParts& parts, const web::Call& call, const web::Pairs& query, std::size_t most);

/// The filters with what is chosen, the number found and the addresses of this view. ACTION: the page that filters.
void show_filters(const ListParts& parts, const web::Call& call, const FoundList& found, web::Model& model);

/// One {{#ROW}} per stream, as templates/materials/rows.html wants it, or {{#NOTHING}}.
void show_rows(const ListParts& parts, const web::Call& call, const FoundList& found, web::Model& model);

/// {{#PAGES}}: the ways to the parts before and after, at the address below `path`.
void show_leafing(const web::Call& call, std::string_view path, const FoundList& found, web::Model& model);

/// "/nl/materials?q=hout&kind=offer": an address below `path` that keeps the filters.
std::string list_address(Language language, std::string_view path, const ListQuery& query);
/// The query of such an address, "" or with its question mark.
std::string list_filters(const ListQuery& query);
/// The same with what the map looks at: all of a view of the map.
std::string view_filters(const ListQuery& query);
/// list_address with the part of the list after or before a stream.
std::string list_address(Language language, std::string_view path, const ListQuery& query, const ListCursor& cursor);

}  // namespace kringwerk::materials
