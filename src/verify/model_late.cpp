// Fields of large forms: not every way of filling one in is tried, only what something asks for.
#include <algorithm>
#include <set>

#include "verify/model_internal.hpp"

namespace reeve::verify {
namespace {

bool is_too_large(const Model& model, const ActModel& act) {
    std::uint64_t ways = 1;
    for (const Index field : act.form) {
        ways *= std::max<std::uint64_t>(model.layout.size(model.fields[field]), 1);
        if (ways > model.form_most) return true;
    }
    return false;
}

// Whether nothing is to be done with it as soon as it is written: no approval is about it, it makes no
// limit's key, its team holds nothing, and nothing asks whether it ever had a value.
bool can_wait(const Model& model, Index field) {
    const bool makes_key = std::ranges::any_of(model.keyed, [&](const LimitModel& limit) {
        return std::ranges::find(limit.key, field) != limit.key.end();
    });
    return model.covered_by[field] == 0 && !makes_key && !model.is_shown(field) &&
           model.type->custody.team != field && model.monitors.values_of(field).empty() &&
           model.layout.size(model.fields[field]) > 1;
}

// The class of no value, where a default takes its place and is always some other; false where it may be
// none.
bool takes_default(const Model& model, LateField& late) {
    const auto standard = model.standards.find(late.field);
    const auto none = model.domains[late.field].find(cel::Value());
    if (standard == model.standards.end() || !none) return true;
    const auto mask = model.diagrams.constant(standard->second);
    const Mask nothing = Mask{1} << *none;
    const auto size = std::min<std::size_t>(model.domains[late.field].samples.size(), null_bit);
    if (!mask) return false;
    const Mask classes = *mask & ((Mask{1} << size) - 1);
    // Nothing tells the default from no value.
    if (classes == nothing) return true;
    if (classes == 0 || (classes & nothing) != 0) return false;
    late.none = none;
    return true;
}

}  // namespace

const LateField* Model::late_field(Index field) const {
    const auto found = std::ranges::find(late, field, &LateField::field);
    return found == late.end() ? nullptr : &*found;
}

void add_late_fields(Model& model) {
    std::set<Index> fields;
    for (const ActModel& act : model.acts)
        if (is_too_large(model, act))
            for (const Index field : act.form)
                if (can_wait(model, field)) fields.insert(field);
    for (const Index field : fields) {
        LateField late{field, {}, {}};
        if (!takes_default(model, late)) continue;
        const Dimension& dimension = model.layout[model.fields[field]];
        const std::string name = "how open " + dimension.name + " is";
        if (dimension.kept && dimension.used)
            late.open = model.layout.add(name, {"known", "any", "any but none"});
        model.late.push_back(late);
    }
}

}  // namespace reeve::verify
