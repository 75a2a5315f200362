// What expressions see of the records that are linked to one.
#include <fmt/format.h>

#include <algorithm>

#include "process/types.hpp"
#include "verify/lazy_internal.hpp"
#include "verify/oracle_internal.hpp"

namespace reeve::verify {

cel::Value Oracle::linked(const LinkModel& link) {
    if (link.counts.empty()) return lost();
    cel::List list;
    for (std::uint32_t c = 0; c < link.classes.size(); ++c) {
        if (!link.classes[c].reached) continue;
        auto count = ask(link.counts[c]);
        if (!count) return open();
        if (*count >= static_cast<std::uint32_t>(counted_max) && link.of->max > *count) {
            const auto more =
                choose("more of " + model_.layout[link.counts[c]].name,
                       static_cast<std::uint32_t>(std::min<std::size_t>(link.of->max - *count, 50)) + 1);
            if (!more) return open();
            *count += *more;
        }
        for (std::uint32_t i = 0; i < *count; ++i) list.push_back(linked(link, c, list.size()));
    }
    return list;
}

cel::Value Oracle::linked(const LinkModel& link, std::uint32_t of_class, std::size_t number) {
    return lazy(link.of->linked, [this, &link, of_class, number](std::size_t member) -> cel::Value {
        const Shown& shown = link.classes[of_class].shown;
        switch (static_cast<process::LinkedMember>(member)) {
            case process::LinkedMember::number: return fmt::format("L-{}", number);
            case process::LinkedMember::type: return link.of->target_name;
            case process::LinkedMember::kind:
                return link.target != nullptr ? cel::Value(link.target->kind)
                                              : lost("kinds of linked records");
            case process::LinkedMember::open: return shown.open;
            default: break;
        }
        const std::string& name = link.of->linked.fields()[member].name;
        if (name == "state" && !link.of->is_remote()) return shown.state;
        if (name == "outcome") return shown.outcome;
        return shared(link, of_class, name, number);
    });
}

// What is not told apart may be anything at any time.
cel::Value Oracle::shared(const LinkModel& link, std::uint32_t of_class, const std::string& name,
                          std::size_t number) {
    for (std::size_t i = 0; i < link.fields.size(); ++i)
        if (link.target->fields[link.fields[i]].name == name) return link.classes[of_class].shown.values[i];
    const std::vector<process::Field>& read = link.of->is_remote() ? link.of->reads : link.target->fields;
    const auto field = std::ranges::find(read, name, &process::Field::name);
    const std::vector<cel::Value> values =
        field == read.end() ? std::vector<cel::Value>() : shown_values(*model_.process, *field);
    if (values.empty()) return lost(fmt::format("'{}' of linked records", name));
    const auto which = choose(fmt::format("{} of {} {}", name, link.of->name, number),
                              static_cast<std::uint32_t>(values.size()));
    return which ? values[*which] : open();
}

cel::Value Oracle::links() {
    return lazy(model_.type->links_object, [this](std::size_t index) {
        const std::size_t own = model_.type->links.size();
        const LinkModel* link = index < own ? &model_.links[index] : model_.inverse(index - own);
        return link == nullptr ? lost() : linked(*link);
    });
}

cel::Value Oracle::has_enough(const LinkedEnough& enough, const cel::Program* counts) {
    const cel::Value all = linked(model_.links[enough.link]);
    if (!all.is(cel::ValueKind::list)) return all;
    if (counts == nullptr) return all.list().size() >= enough.least;
    std::size_t found = 0;
    for (const cel::Value& one : all.list()) {
        linked_ = one;
        const cel::Value holds = cel::evaluate(*counts, *this);
        if (!holds.is(cel::ValueKind::boolean)) return holds;
        if (holds.boolean()) ++found;
    }
    return found >= enough.least;
}

}  // namespace reeve::verify
