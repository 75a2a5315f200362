#include <fmt/format.h>

#include <algorithm>

#include "records/approvals_internal.hpp"
#include "records/custody_internal.hpp"
#include "records/holder_hours_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

// A role may be everybody's; no more of them than this are made to follow by one act.
constexpr std::size_t watchers_at_once = 200;

class Effects {
public:
    Effects(Decision& decision, Draft& draft, const Deed& deed)
        : decision_(decision), draft_(draft), deed_(deed) {}

    void carry_out(const process::Effect& effect) {
        using Kind = process::Effect::Kind;
        switch (effect.kind) {
            case Kind::set: return set(*effect.set);
            case Kind::assign_actor:
                if (deed_.doer.person != nullptr) assign(deed_.doer.person->id);
                return;
            case Kind::unassign: return assign(Id{});
            case Kind::create: return create(*effect.create, {});
            case Kind::for_each: return for_each(*effect.for_each);
            case Kind::act_on_linked: return act_on_linked(*effect.on_linked);
            case Kind::watch: return watch(effect.watcher);
            case Kind::open_approval: return draft_.opening.push_back(effect.index);
            case Kind::unlink: return unlink(draft_.type->links[effect.index]);
            case Kind::notify: return notify(effect.index);
            case Kind::publish: return draft_.publishing.push_back(&*effect.publish);
            case Kind::link: return link(*effect.link_to);
            case Kind::start_clock: draft_.clock_orders[effect.index].starts = true; return;
            case Kind::stop_clock: draft_.clock_orders[effect.index].stops = true; return;
            case Kind::pause_clock: return pause(effect.index, true);
            case Kind::resume_clock: return pause(effect.index, false);
        }
    }

private:
    Decision& decision_;
    Draft& draft_;
    const Deed& deed_;
    cel::Value row_, paired_;  // of a for_each

    [[nodiscard]] cel::Value evaluate(const process::Expression& expression) const {
        View view = decision_.view(draft_, deed_.doer.person);
        view.note_rows(draft_.rows);
        view.set_row(row_);
        view.set_paired(paired_);
        return view.evaluate(expression);
    }

    void set(const process::Set& set) {
        const process::Field& field = draft_.type->fields[set.field];
        auto kept = kept_value(decision_.process(), field, evaluate(set.value), decision_.directory());
        if (!kept)
            return decision_.miss(
                draft_, "set:" + field.name, field.name,
                fmt::format("{}: {}", process::shown(field.title, field.name, decision_.language),
                            kept.error()));
        set_field(decision_, draft_, field, std::move(*kept));
        follow_fields(decision_, draft_);
    }

    void assign(Id person) {
        if (draft_.record.holder.role.empty() || draft_.record.holder.person == person) return;
        decision_.change(draft_, Assigned{person});
    }

    void notify(process::Index notice) {
        auto& notices = draft_.notices;
        if (std::find(notices.begin(), notices.end(), notice) == notices.end()) notices.push_back(notice);
    }

    // What is said last holds.
    void pause(process::Index clock, bool on) {
        process::ClockOrders& orders = draft_.clock_orders[clock];
        orders.pauses = on;
        orders.resumes = !on;
    }

    // To each that the expression names.
    void link(const process::LinkTo& to) {
        const process::Link& link = draft_.type->links[to.link];
        const cel::Value named = evaluate(to.to);
        if (named.is_error())
            return decision_.miss(draft_, "link:" + link.name, "", Decision::cannot_evaluate(to.to, named));
        const cel::List others = named.is(cel::ValueKind::list) ? named.list() : cel::List{named};
        for (const cel::Value& other : others) {
            if (other.is_null()) continue;
            if (!room_for_more()) return;
            link_by_effect(decision_, draft_, deed_, link, other);
        }
    }

    // Both ends of each.
    void unlink(const process::Link& link) {
        const std::vector<LinkEnd> ends = draft_.record.links;
        for (const LinkEnd& end : ends) {
            if (end.link != link.name) continue;
            if (!room_for_more()) return;
            const Record* record = decision_.situation.facts->record(end.record);
            if (record != nullptr && decision_.type_of(*record) == nullptr) continue;
            Draft* other = record != nullptr ? &decision_.draft(*record) : decision_.find(end.record);
            if (other == nullptr) continue;
            if (other->event)
                return decision_.miss(draft_, "link:" + link.name, "",
                                      fmt::format("{} is acted upon at the same time.", end.number));
            unlink_both(end, *other, link.inverse);
        }
    }

    void unlink_both(const LinkEnd& end, Draft& other, const std::string& inverse) {
        decision_.begin(other, "linked", deed_.doer, "public", draft_.event->cause);
        decision_.change(draft_, Unlinked{end.link, end.record});
        decision_.change(other, Unlinked{inverse, draft_.record.id});
        if (other.process == &decision_.process() &&
            other.record.process_version == decision_.process().version) {
            Deed follows = deed_;
            follows.act = nullptr;
            ++follows.depth;
            settle_event(decision_, other, follows, false);
        }
        decision_.finish(other);
    }

    // Those of the role at the holder's organisation; where nobody has it there, all of them.
    void watch(process::Index index) {
        const std::string& role = decision_.process().roles[index].name;
        const Directory& directory = decision_.directory();
        const Id at = named_organisation(directory, draft_.record.holder);
        std::vector<const Person*> members;
        if (!at.empty()) members = directory.members(decision_.process().id, role, at);
        if (members.empty()) members = directory.members(decision_.process().id, role);
        if (members.size() > watchers_at_once) members.resize(watchers_at_once);
        for (const Person* member : members)
            if (!draft_.record.watchers.contains(member->id))
                decision_.change(draft_, Watching{member->id, true});
    }

    // What an expression gives for one of the new record's own texts.
    void give_text(Draft& child, std::string_view name, const process::Expression& expression) {
        const cel::Value text = evaluate(expression);
        if (text.is(cel::ValueKind::string)) return set_own_text(decision_, child, name, text.string());
        decision_.miss(draft_, "create", std::string(name), Decision::cannot_evaluate(expression, text));
    }

    void fill(Draft& child, const process::Create& create) {
        give_text(child, "title", create.title);
        if (create.description) give_text(child, "description", *create.description);
        for (const process::Set& set : create.fields) {
            const process::Field& field = child.type->fields[set.field];
            auto kept = kept_value(decision_.process(), field, evaluate(set.value), decision_.directory());
            if (kept)
                set_field(decision_, child, field, std::move(*kept));
            else
                decision_.miss(
                    child, "field", field.name,
                    fmt::format("{}: {}", process::shown(field.title, field.name, decision_.language),
                                kept.error()));
        }
    }

    void create(const process::Create& create, const std::string& key) {
        const process::RecordType& type = decision_.process().types[create.type];
        const process::Link& link = draft_.type->links[create.link];
        const auto log = std::find_if(type.acts.begin(), type.acts.end(),
                                      [](const process::Act& act) { return act.creates_record; });
        if (log == type.acts.end() || !room_for_more()) return;
        const Doer& doer = deed_.doer;
        Draft& child = decision_.create(type);
        child.record.reporter = doer.person != nullptr ? doer.person->id : draft_.record.reporter;
        if (std::string why = why_not_following(child, *log); !why.empty())
            return decision_.miss(child, "by", "", std::move(why));
        Birth birth;
        birth.deed.act = &*log;
        birth.deed.doer = doer;
        birth.deed.cause = doer.person == nullptr ? draft_.event->id : Id{};
        birth.deed.depth = deed_.depth + 1;
        birth.reporter = child.record.reporter;
        birth.fill = [&](Draft& made) { fill(made, create); };
        birth.origin = linked_to(link.inverse, *draft_.type, draft_.record);
        bear(decision_, child, birth);
        if (child.event) return;  // it lacks something; so does the whole
        link_to(child, link, key);
    }

    void link_to(const Draft& child, const process::Link& link, const std::string& key) {
        const auto present = std::count_if(draft_.record.links.begin(), draft_.record.links.end(),
                                           [&](const LinkEnd& end) { return end.link == link.name; });
        if (static_cast<std::size_t>(present) >= link.max)
            return decision_.miss(
                draft_, "link:" + link.name, "",
                fmt::format("{}: at most {}.", process::shown(link.title, link.name, decision_.language),
                            link.max));
        Linked linked = linked_to(link.name, *child.type, child.record);
        linked.key = key;
        decision_.change(draft_, std::move(linked));
    }

    using Owed = std::vector<std::pair<cel::Value, cel::Value>>;

    // Each row, or each row with each element of what it is taken together with; missed where it is no list,
    // or longer than one act reaches.
    [[nodiscard]] std::optional<Owed> owed_of(const process::ForEach& each, const process::Link& link) {
        const auto list_of = [&](const process::Expression& expression) {
            cel::Value list = evaluate(expression);
            const bool is_list = list.is(cel::ValueKind::list);
            if (!is_list)
                decision_.miss(draft_, "for_each", link.name, Decision::cannot_evaluate(expression, list));
            return is_list ? std::optional(std::move(list)) : std::nullopt;
        };
        const auto rows = list_of(each.rows);
        if (!rows) return std::nullopt;
        Owed owed;
        std::size_t count = each.with ? 0 : rows->list().size();
        for (const cel::Value& row : rows->list()) {
            if (!each.with) {
                if (count <= touched_max) owed.emplace_back(row, cel::Value());
                continue;
            }
            row_ = row;
            const auto with = list_of(each.with->list);
            if (!with) return std::nullopt;
            count += with->list().size();
            for (const cel::Value& element : with->list())
                if (count <= touched_max) owed.emplace_back(row, element);
        }
        if (count <= touched_max) return owed;
        decision_.miss(
            draft_, "reach", "",
            fmt::format("One act reaches at most {} records; these would be {}.", touched_max, count));
        return std::nullopt;
    }

    // Makes what is missing, keeps what there is, and moves what is no longer owed out of the way.
    void for_each(const process::ForEach& each) {
        const process::Link& link = draft_.type->links[each.create.link];
        const auto owed = owed_of(each, link);
        if (!owed) return;
        const std::string& out = decision_.process().types[each.create.type].states[*each.superfluous].name;
        std::vector<std::string> keys;
        for (const auto& [row, paired] : *owed) {
            row_ = row;
            paired_ = paired;
            const cel::Value key = evaluate(each.key);
            if (!key.is(cel::ValueKind::string) && !key.is(cel::ValueKind::integer))
                return decision_.miss(draft_, "for_each", link.name,
                                      Decision::cannot_evaluate(each.key, key));
            std::string text = key.is(cel::ValueKind::string) ? key.string() : std::to_string(key.integer());
            if (std::find(keys.begin(), keys.end(), text) != keys.end()) continue;
            if (!is_owed(link, text, out)) create(each.create, text);
            keys.push_back(std::move(text));
        }
        row_ = paired_ = {};
        move_superfluous(link, keys, each, out);
        if (decision_.unmet.empty()) decision_.change(draft_, Derived{link.name, std::move(keys)});
    }

    [[nodiscard]] bool is_owed(const process::Link& link, const std::string& key,
                               const std::string& out) const {
        return std::any_of(draft_.record.links.begin(), draft_.record.links.end(), [&](const LinkEnd& end) {
            return end.link == link.name && end.key == key && end.state != out;
        });
    }

    void move_superfluous(const process::Link& link, const std::vector<std::string>& keys,
                          const process::ForEach& each, const std::string& out) {
        const std::vector<LinkEnd> ends = draft_.record.links;
        for (const LinkEnd& end : ends) {
            if (end.link != link.name || end.key.empty() || !end.open || end.state == out) continue;
            if (std::find(keys.begin(), keys.end(), end.key) != keys.end()) continue;
            if (!room_for_more()) return;
            if (Draft* target = target_of(end, decision_.process().types[each.create.type]))
                put_aside(*target, *each.superfluous);
        }
    }

    void put_aside(Draft& target, process::Index state) {
        decision_.begin(target, "put_aside", deed_.doer, "public",
                        deed_.doer.person == nullptr ? draft_.event->id : Id{});
        Deed follows = deed_;
        follows.act = nullptr;
        ++follows.depth;
        const auto left = target.type->state(target.record.state);
        leave_states(decision_, target, follows, state);
        enter_state(decision_, target, state);
        enter_states(decision_, target, follows, left, state);
        if (!target.record.holder.role.empty()) decision_.change(target, LegClosed{target.record.leg()});
        settle_event(decision_, target, follows, true);
        decision_.finish(target);
        decision_.change(draft_, seen_of(*target.type, target.record));
    }

    // The draft of what is linked; missed where it cannot be acted upon.
    [[nodiscard]] Draft* target_of(const LinkEnd& end, const process::RecordType& type) {
        Draft* target = decision_.find(end.record);
        if (target == nullptr) {
            const Record* record = decision_.situation.facts->record(end.record);
            if (record == nullptr || record->process != decision_.process().id || record->type != type.name ||
                record->process_version != decision_.process().version) {
                decision_.miss(
                    draft_, "link:" + end.link, "",
                    fmt::format("{} cannot be acted upon with this version of the process.", end.number));
                return nullptr;
            }
            target = &decision_.draft(*record);
        }
        if (!target->event) return target;
        decision_.miss(*target, "from", "", "It is acted upon at the same time.");
        return nullptr;
    }

    [[nodiscard]] bool room_for_more() {
        if (deed_.depth < depth_max && decision_.drafts().size() < touched_max) return true;
        decision_.miss(
            draft_, "reach", "",
            fmt::format("One act reaches at most {} records, {} links away.", touched_max, depth_max));
        return false;
    }

    void act_on_linked(const process::ActOnLinked& on) {
        const process::Link& link = draft_.type->links[on.link];
        const process::RecordType& type = decision_.process().types[link.target_type];
        const std::vector<LinkEnd> ends = draft_.record.links;
        for (const LinkEnd& end : ends) {
            if (end.link != link.name || !end.open) continue;
            if (!room_for_more()) return;
            act_on(end, type, type.acts[on.act]);
        }
    }

    void act_on(const LinkEnd& end, const process::RecordType& type, const process::Act& act) {
        Draft* target = target_of(end, type);
        if (target == nullptr) return;
        if (!may_act(*target, type, act)) return;
        Deed deed;
        deed.act = &act;
        deed.doer = deed_.doer;
        deed.cause = deed_.doer.person == nullptr ? draft_.event->id : Id{};
        deed.depth = deed_.depth + 1;
        perform(decision_, *target, deed);
        if (target->event) return;
        decision_.change(draft_, seen_of(*target->type, target->record));
    }

    // Why the act may not follow on the draft; empty when it may. It is done as the same person: by what she
    // may do there herself, else because it may follow from a linked record. Who is excluded stays so.
    [[nodiscard]] std::string why_not_following(const Draft& target, const process::Act& act) const {
        const Person* person = deed_.doer.person;
        if (person == nullptr) return {};
        const bool follows = std::any_of(act.by.begin(), act.by.end(), [](const process::By& by) {
            return by.kind == process::By::Kind::linked;
        });
        if (follows)
            return why_excluded(*target.type, act.exclude, target.record, person->id, decision_.language);
        const Asking asking{decision_.process(), *target.type, decision_.directory(), *person,
                            decision_.language};
        return may_do(asking, act, target.record) ? std::string() : why_not(asking, act, target.record);
    }

    // By whom and from where, as if it were asked for alone: here what refuses is one more thing that is
    // missing.
    [[nodiscard]] bool may_act(const Draft& target, const process::RecordType& type,
                               const process::Act& act) {
        if (std::string why = why_not_adopted(target.record); !why.empty()) {
            decision_.miss(target, "adopted", "", std::move(why));
            return false;
        }
        if (std::string why = why_not_following(target, act); !why.empty()) {
            decision_.miss(target, "by", "", std::move(why));
            return false;
        }
        const auto state = type.state(target.record.state);
        if (state && std::find(act.from.begin(), act.from.end(), *state) != act.from.end()) return true;
        decision_.miss(target, "from", "",
                       fmt::format("'{}' is not possible in its state.",
                                   process::shown(act.title, act.name, decision_.language)));
        return false;
    }
};

}  // namespace

void carry_out_effects(Decision& decision, Draft& draft, const Deed& deed,
                       const std::vector<process::Effect>& effects) {
    Effects all(decision, draft, deed);
    for (const process::Effect& effect : effects) all.carry_out(effect);
}

}  // namespace reeve::records
