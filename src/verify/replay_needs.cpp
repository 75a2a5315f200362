// What an act needs and the model does not tell apart: whoever does it sees to it first.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "verify/replay_internal.hpp"

namespace reeve::verify {
namespace {

using process::Need;
using records::Command;

constexpr std::size_t minutes_most = 24 * 60;  // of one entry
constexpr std::uint32_t helper = 100;  // votes by nobody: whoever ticks a step or logs time in each role

class SeeingTo {
public:
    SeeingTo(Trial& trial, const Model& model, std::vector<Index> roles)
        : trial_(trial), type_(*model.type), process_(*model.process), roles_(std::move(roles)) {}

    void see_to(const process::Act& act, Command& command) {
        std::set<const Need*> seen_to;
        for (bool more = true; more;) {
            more = false;
            const auto plan = trial_.decide_only(command);
            if (plan) return;
            for (const Need& need : act.needs)
                if (is_missed(plan.error(), need) && seen_to.insert(&need).second)
                    more = see_to(need, command) || more;
        }
    }

    std::vector<DoneBefore> done() { return std::move(done_); }

private:
    Trial& trial_;
    const process::RecordType& type_;
    const process::Process& process_;
    std::vector<Index> roles_;  // of whoever acts
    std::vector<DoneBefore> done_;

    static bool is_missed(const reeve::Refusal& refusal, const Need& need) {
        const std::string& name = need.kind == Need::Kind::comment ? "comment" : need.name;
        return std::ranges::any_of(refusal.unmet, [&](const Unmet& unmet) { return unmet.what == name; });
    }

    bool see_to(const Need& need, Command& command) {
        switch (need.kind) {
            case Need::Kind::comment: say(need, command); return true;
            case Need::Kind::document: bring(need, command); return true;
            case Need::Kind::time_entry: return log_time(need, command);
            case Need::Kind::checklist: return tick_all(type_.checklists[need.index], command);
            case Need::Kind::dossier: {
                bool any = false;
                for (const Need& part : type_.dossiers[need.index].needs) any = see_to(part, command) || any;
                return any;
            }
            default: return false;
        }
    }

    static void say(const Need& need, Command& command) {
        if (!command.comment) return;
        command.comment->audience = need.audience == process::Audience::open_to_all ? "public" : "internal";
        while (command.comment->text.size() < need.length_min)
            command.comment->text += " " + command.comment->text;
    }

    void bring(const Need& need, Command& command) const {
        const std::string kind = need.document ? type_.documents[*need.document].name : std::string();
        for (std::size_t i = 0; i < need.count_min; ++i) {
            const std::string name = fmt::format("file{}.pdf", command.attachments.size() + 1);
            records::AttachmentPart part{Id::of_name(command.id.text() + name),
                                         name,
                                         "application/pdf",
                                         fmt::format("{:064x}", command.attachments.size() + 1),
                                         1,
                                         ""};
            part.kind = kind;
            command.attachments.push_back(std::move(part));
        }
    }

    // Entries are short; those that are there already may be enough.
    bool log_time(const Need& need, const Command& command) {
        if (command.record.empty()) return false;
        return by_somebody(command, need.by_actor, [&](Id person) {
            for (std::size_t left = need.count_min; left > 0;) {
                const std::size_t minutes = std::min(left, minutes_most);
                Command time = trial_.command(person, Command::Kind::log_time, command.record);
                time.act = "log_time";
                time.fields.set("minutes", static_cast<std::int64_t>(minutes));
                if (!trial_.submit(time)) return false;
                done_.push_back({roles_, std::move(time)});
                left -= minutes;
            }
            return true;
        });
    }

    bool tick_all(const process::Checklist& list, const Command& command) {
        if (command.record.empty()) return false;
        bool any = false;
        for (const process::ChecklistStep& step : list.steps)
            any = by_somebody(command, false, [&](Id person) { return tick(list, step, command, person); }) ||
                  any;
        return any;
    }

    // By whoever acts, or by somebody else who may.
    template <typename Does>
    bool by_somebody(const Command& of, bool actor_alone, const Does& does) {
        if (does(of.actor.id)) return true;
        bool done = false;
        for (Index role = 0; role < process_.roles.size() && !done && !actor_alone; ++role) {
            const Id person = trial_.person({role}, Trial::first_voter + helper + role, &process_);
            std::vector<Index> acting = std::exchange(roles_, {role});
            done = does(person);
            roles_ = std::move(acting);
        }
        return done;
    }

    bool tick(const process::Checklist& list, const process::ChecklistStep& step, const Command& of,
              Id person) {
        Command tick = trial_.command(person, Command::Kind::tick, of.record);
        tick.fields = {{"checklist", list.name}, {"step", step.name}};
        see_to(step.act, tick);
        const auto plan = trial_.submit(tick);
        if (!plan) return false;
        if (!plan->events.empty()) done_.push_back({roles_, std::move(tick)});
        return true;
    }
};

}  // namespace

std::vector<DoneBefore> see_to_needs(Trial& trial, const Model& model, const Move& move,
                                     const std::vector<Index>& roles, Command& command) {
    const bool acts =
        move.kind == Move::Kind::create || move.kind == Move::Kind::act || move.kind == Move::Kind::tick;
    if (!acts) return {};
    SeeingTo seeing(trial, model, roles);
    seeing.see_to(*model.acts[move.act].act, command);
    return seeing.done();
}

bool is_refused_for_rules(const reeve::Refusal& refusal) {
    return !refusal.unmet.empty() &&
           std::ranges::all_of(refusal.unmet, [](const Unmet& one) { return one.what.starts_with("rule:"); });
}

}  // namespace reeve::verify
