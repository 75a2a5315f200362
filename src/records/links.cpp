#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/link_direction.hpp"
#include "records/register_internal.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

using Direction = process::LinkDirection;

bool has_link(const Record& record, std::string_view link, Id to) {
    return std::any_of(record.links.begin(), record.links.end(),
                       [&](const LinkEnd& end) { return end.link == link && end.record == to; });
}

class Linking {
public:
    Linking(Decision& decision, Draft& draft, const Doer& doer, const LinkPart& part)
        : decision_(decision), draft_(draft), doer_(doer), part_(part) {}

    void take() {
        const auto direction = process::direction_of(decision_.process(), *draft_.type, part_.link);
        if (!direction) return unknown_link();
        const Record* other = decision_.situation.facts->record(part_.number);
        if (other == nullptr || !is_of(*direction, *other)) return there_is_none(*direction);
        const bool there = has_link(draft_.record, part_.link, other->id);
        if (part_.remove && !there) return miss(fmt::format("{} is not linked.", part_.number));
        if (!part_.remove && there) return miss(fmt::format("{} is linked already.", part_.number));
        join(*direction, *other);
    }

    // By an effect of the deed. What is linked already stays so.
    void follow(const Deed& deed, const Direction& direction, const Record* other) {
        by_effect_ = true;
        depth_ = deed.depth + 1;
        cause_ = draft_.event->cause;
        if (other == nullptr || !is_of(direction, *other)) return there_is_none(direction);
        if (!has_link(draft_.record, part_.link, other->id)) join(direction, *other);
    }

private:
    Decision& decision_;
    Draft& draft_;
    const Doer& doer_;
    const LinkPart& part_;
    bool by_effect_ = false;
    int depth_ = 1;
    Id cause_;

    void miss(std::string why) {
        if (by_effect_) return decision_.miss(draft_, "link:" + part_.link, "", std::move(why));
        decision_.miss(draft_, "link", part_.link, std::move(why));
    }

    void there_is_none(const Direction& direction) {
        miss(fmt::format("There is no {} '{}'.", title_of(direction), part_.number));
    }

    void join(const Direction& direction, const Record& other) {
        if (other.id == draft_.record.id) return miss("A record is not linked to itself.");
        if (!part_.remove && is_full(direction, other)) return;
        change_both(direction, other);
    }

    [[nodiscard]] bool is_of(const Direction& direction, const Record& other) const {
        const process::Link& link = *direction.link;
        if (direction.forward && link.is_remote())
            return other.process == link.target_process && other.type == link.target_name &&
                   decision_.type_of(other) != nullptr;
        return other.process == decision_.process().id && other.type == other_type(direction).name;
    }

    [[nodiscard]] std::string title_of(const Direction& direction) const {
        if (direction.forward && direction.link->is_remote())
            return process::shown(direction.link->title, direction.link->target_name, decision_.language);
        const process::RecordType& type = other_type(direction);
        return process::shown(type.title, type.name, decision_.language);
    }

    [[nodiscard]] const process::RecordType& other_type(const Direction& direction) const {
        return direction.forward ? decision_.process().types[direction.link->target_type] : *direction.owner;
    }

    void unknown_link() {
        std::vector<std::string> known;
        for (const process::Link& link : draft_.type->links) known.push_back(link.name);
        const std::string_view near = nearest(part_.link, known);
        decision_.ill_formed = true;
        miss(near.empty() ? fmt::format("There is no link '{}'.", part_.link)
                          : fmt::format("There is no link '{}'; did you mean '{}'?", part_.link, near));
    }

    [[nodiscard]] bool is_full(const Direction& direction, const Record& other) {
        const Record& owner = direction.forward ? draft_.record : other;
        const auto present = std::count_if(owner.links.begin(), owner.links.end(), [&](const LinkEnd& end) {
            return end.link == direction.link->name;
        });
        if (static_cast<std::size_t>(present) < direction.link->max) return false;
        miss(fmt::format("{} has at most {} of these.", owner.number.empty() ? "It" : owner.number,
                         direction.link->max));
        return true;
    }

    void change_both(const Direction& direction, const Record& other) {
        const std::string& there = direction.forward ? direction.link->inverse : direction.link->name;
        Draft& end = decision_.draft(other);
        if (end.event) return miss(fmt::format("{} is acted upon at the same time.", part_.number));
        decision_.begin(end, "linked", doer_, "public", cause_);
        if (part_.remove) {
            decision_.change(draft_, Unlinked{part_.link, other.id});
            decision_.change(end, Unlinked{there, draft_.record.id});
        } else {
            decision_.change(draft_, linked_to(part_.link, *end.type, end.record));
            decision_.change(end, linked_to(there, *draft_.type, draft_.record));
        }
        // A record of another process, or of another version, keeps its clocks until it is next looked at
        // with its own.
        if (end.process == &decision_.process() && other.process_version == decision_.process().version) {
            Deed deed;
            deed.doer = doer_;
            deed.depth = depth_;
            settle_event(decision_, end, deed, false);
        }
        decision_.finish(end);
    }
};

// The record that a linked one, or an entry of a register, stands for: not one that only its number names,
// which whoever acts must know.
const Record* stood_for(const Decision& decision, const Draft& draft, const process::Link& link,
                        const std::string& number) {
    for (const LinkEnd& end : draft.record.links)
        if (end.number == number) return decision.situation.facts->record(end.record);
    if (link.is_remote()) return nullptr;
    const process::RecordType& type = decision.process().types[link.target_type];
    if (type.is_register)
        for (const Record* entry : decision.situation.facts->entries(decision.process(), type, entries_max))
            if (entry->number == number) return entry;
    return nullptr;
}

// The desk knows all: where it acts, a number that somebody wrote reaches what the reporter may know.
const Record* named_by(const Decision& decision, const Draft& draft, const Doer& doer,
                       const std::string& number) {
    Facts& facts = *decision.situation.facts;
    return doer.person != nullptr ? facts.record(number)
                                  : facts.record_known_to(draft.record.reporter, number);
}

}  // namespace

void link_by_effect(Decision& decision, Draft& draft, const Deed& deed, const process::Link& link,
                    const cel::Value& other) {
    LinkPart part;
    part.link = link.name;
    const bool named = other.is(cel::ValueKind::string);
    part.number = named ? other.string() : other.object().field(0).string();
    const auto is_there = [&](const LinkEnd& end) {
        return end.link == link.name && end.number == part.number;
    };
    if (std::any_of(draft.record.links.begin(), draft.record.links.end(), is_there)) return;
    // What the same act made is linked by what made it: it has no number yet.
    if (part.number.empty())
        return decision.miss(draft, "link:" + link.name, "", "What this act makes it cannot link otherwise.");
    const Record* record = named ? named_by(decision, draft, deed.doer, part.number)
                                 : stood_for(decision, draft, link, part.number);
    Linking(decision, draft, deed.doer, part).follow(deed, {&link, draft.type, true}, record);
}

void take_links(Decision& decision, Draft& draft, const Doer& doer, const std::vector<LinkPart>& links) {
    for (const LinkPart& part : links) Linking(decision, draft, doer, part).take();
}

}  // namespace reeve::records
