#include "process/field_word.hpp"

namespace reeve::process {

std::string_view word(FieldKind kind) {
    switch (kind) {
        case FieldKind::text: return "text";
        case FieldKind::choice: return "choice";
        case FieldKind::integer: return "integer";
        case FieldKind::boolean: return "boolean";
        case FieldKind::instant: return "instant";
        case FieldKind::duration: return "duration";
        case FieldKind::person: return "person";
        case FieldKind::team: return "team";
        case FieldKind::organisation: break;
    }
    return "organisation";
}

}  // namespace reeve::process
