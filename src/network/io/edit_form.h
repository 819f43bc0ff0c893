#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/language.h"
#include "network/edit_shape.h"
#include "network/record_image.h"
#include "network/said_source.h"
#include "storage/connection.h"
#include "web/form.h"

namespace kringwerk::network {

/// One thing that typed words may mean.
struct ReferenceChoice {
  std::string key;  ///< NIS code, or text of an organisation's id
  std::string name;
};

/// A form of a kind of record, from the store or as it was typed.
struct TypedForm {
  RecordImage image;  ///< `hidden` columns and sources only when it comes from the store
  std::map<std::string, std::string, std::less<>> words;  ///< of controls for places and organisations
  std::map<std::string, std::vector<ReferenceChoice>, std::less<>> choices;  ///< where the words mean several
  Violations violations;
};

/// How places and organisations are called.
struct ReferenceNames {
  std::map<std::string, std::string, std::less<>> places;
  std::map<std::string, std::string, std::less<>> organisations;
  std::string of(ColumnKind kind, const std::string& key) const;  ///< the key itself when nobody knows it
};
ReferenceNames load_reference_names(storage::Connection& connection, const EditShape& shape,
                                    const std::vector<const RecordImage*>& images, Language language);

/// The form as the store has the record.
TypedForm form_of(const EditShape& shape, const RecordImage& image, const ReferenceNames& names);

/// What was typed. Names of places and organisations are looked up: an exact name first, then what contains the words.
/// Rules: those of web::FormReader, network.place_unknown {typed}, network.place_ambiguous {typed},
/// network.organisation_unknown {typed}, network.organisation_ambiguous {typed}.
TypedForm read_edit_form(storage::Connection& connection, const EditShape& shape, const web::Form& form,
                         Language language);

/// The part of every form that says where facts come from.
struct TypedOrigin {
  TypedSource said;
  std::string remark;
  std::vector<std::string> renewed;  ///< fields that did not change and have this source from now on
};
TypedOrigin read_origin(const web::Pairs& fields);

/// Puts onto typed rows what goes along with them: rows that one of `known` has as well keep its source and hidden
/// columns, others have `source` and the start of the shape.
RecordImage with_origins(const EditShape& shape, const RecordImage& typed, const std::vector<const RecordImage*>& known,
                         const std::string& source);
/// Gives the rows of these fields `source`.
void renew_sources(RecordImage& image, const std::vector<std::string>& fields, const std::string& source);

}  // namespace kringwerk::network
