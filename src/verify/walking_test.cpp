// Random lives of real records, by decide and apply, beside the model: whatever a record does, the model can
// do. REEVE_WALKS says how many lives (2,000 unless said; the full suite runs 100,000). The seeds are fixed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>

#include "verify/abstract.hpp"
#include "verify/process_test.hpp"
#include "verify/replay.hpp"
#include "verify/small_test.hpp"
#include "verify/walks_test.hpp"
#include "verify/ways.hpp"

namespace reeve::verify {

using records::Command;

int walks() {
    const char* said = std::getenv("REEVE_WALKS");
    const int count = said == nullptr ? 0 : std::atoi(said);
    return count > 0 ? count : 2000;
}

namespace {

struct Tally {
    std::int64_t followed = 0;  // changes of a record that the model has too
    std::int64_t refused = 0;
    std::int64_t unknown = 0;            // a value stood in no class
    std::int64_t in_anothers_place = 0;  // votes
    std::set<std::string> moves;
};

// What the model makes of one type, and how it takes a step.
struct Known {
    std::unique_ptr<Model> model;
    std::vector<Move> moves;
    std::unique_ptr<Stepper> stepper;
};

class Walk {
public:
    Walk(const process::Process& process, const Known& known, std::uint64_t seed, Tally& tally)
        : process_(process),
          known_(known),
          type_(*known.model->type),
          tally_(tally),
          random_(seed),
          trial_(process, known.model->tokens) {}

    // Empty, or what the model cannot do.
    std::string run() {
        trial_.committed = [this](const records::Plan& plan) { look(plan); };
        log();
        for (int left = 4 + static_cast<int>(below(12)); left > 0 && wrong_.empty(); --left) step();
        return wrong_;
    }

private:
    const process::Process& process_;
    const Known& known_;
    const process::RecordType& type_;
    Tally& tally_;
    std::mt19937_64 random_;
    Trial trial_;
    Id record_;
    std::optional<Vector> before_;
    std::string wrong_;
    std::string doing_;
    std::optional<Move> asked_;  // what was asked of the record itself

    std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }

    [[nodiscard]] std::optional<Vector> now() {
        return abstract_of(*known_.model, trial_.all().at(record_),
                           [this](Id person) { return trial_.token_of(person); });
    }

    // After each commit: a step of the model leads there.
    void look(const records::Plan& plan) {
        const bool born = record_.empty();
        if (born) record_ = plan.record;
        const bool touched = std::any_of(plan.records.begin(), plan.records.end(),
                                         [&](const records::Record& one) { return one.id == record_; });
        if (!touched || !wrong_.empty()) return;
        const auto after = now();
        const bool known = after && (born || before_);
        if (!known)
            ++tally_.unknown;
        else if (born || !same(*before_, *after))
            expect_step(born, *after);
        before_ = after;
        asked_.reset();
    }

    [[nodiscard]] bool same(const Vector& a, const Vector& b) const {
        const auto kept = static_cast<std::ptrdiff_t>(known_.model->layout.kept_words());
        return std::equal(a.begin(), a.begin() + kept, b.begin());
    }

    void expect_step(bool born, const Vector& after) {
        for (const Move& move : known_.moves) {
            if (move.begins() != born) continue;
            if (asked_ && (move.kind != asked_->kind || move.act != asked_->act)) continue;
            if (!born && !known_.stepper->concerns(move, *before_)) continue;
            if (!leads(move, born ? known_.stepper->nothing() : *before_, after)) continue;
            ++tally_.followed;
            tally_.moves.insert(fmt::format("{} {}", static_cast<int>(move.kind), move.act));
            return;
        }
        // What a linked record does and what the desk does at once because of it are one commit.
        if (!born && leads_at_once(*before_, after)) {
            ++tally_.followed;
            return;
        }
        const records::Record& record = trial_.all().at(record_);
        wrong_ = fmt::format("the model cannot follow: {} -> {} held by {}\n{}", doing_, record.state,
                             record.holder.role, differences(born, after));
    }

    [[nodiscard]] std::string differences(bool born, const Vector& after) const {
        std::string all;
        const Vector before = born ? known_.stepper->nothing() : *before_;
        for (const Dimension& d : known_.model->layout.dimensions())
            if (d.kept && d.used)
                all += fmt::format("  {}: {} -> {}\n", d.name, d.values[d.at.of(before)],
                                   d.values[d.at.of(after)]);
        return all;
    }

    [[nodiscard]] bool leads(const Move& move, const Vector& from, const Vector& to) const {
        return any_way(*known_.stepper, move, from, [&](const Taken& taken, const Vector& next) {
            return taken.done && stands_for(*known_.model, next, to);
        });
    }

    [[nodiscard]] bool leads_at_once(const Vector& from, const Vector& to) const {
        const Move partner{Move::Kind::partner, 0, 0, 0};
        return any_way(*known_.stepper, partner, from, [&](const Taken& taken, const Vector& between) {
            return taken.done && std::ranges::any_of(known_.moves, [&](const Move& move) {
                       return move.kind == Move::Kind::automatic && known_.stepper->concerns(move, between) &&
                              leads(move, between, to);
                   });
        });
    }

    Json any_value(Index field) {
        const Domain& domain = known_.model->domains[field];
        if (is_opaque(type_.fields[field])) {
            // Seats may be at an organisation of which nothing else asks.
            Domain one;
            one.samples.push_back(domain.all[below(domain.all.size())]);
            const std::vector<Json> values = values_of(trial_, type_.fields[field], one, 0);
            return values[below(values.size())];
        }
        return domain.all[below(domain.all.size())].sent;
    }

    void fill(Command& command, const process::Act& act) {
        for (const process::FormItem& item : act.form) {
            if (item.kind != process::FormItem::Kind::field) continue;
            const process::Field& field = type_.fields[item.field];
            const bool must = act.creates_record && field.required && !field.standard;
            if (!must && below(3) == 0) continue;
            command.fields.set(field.name, any_value(item.field));
        }
        if (below(5) != 0) command.comment = records::CommentPart{"As it is said.", ""};
    }

    // Now and then somebody of any role; else one of those who have it.
    [[nodiscard]] Id anybody() {
        auto role = static_cast<Index>(below(process_.roles.size()));
        // Nobody has what is data.
        if (!record_.empty() && below(3) != 0 && !type_.is_register)
            role = process_.role(trial_.all().at(record_).legs.back().holder.role).value_or(role);
        return trial_.person({role}, static_cast<std::uint32_t>(below(known_.model->tokens)));
    }

    bool submit(const Command& command) {
        const bool done = trial_.submit(command).has_value();
        if (!done) ++tally_.refused;
        return done;
    }

    void log() {
        for (int tries = 0; tries < 20 && record_.empty(); ++tries) {
            for (const process::Act& act : type_.acts) {
                if (!act.creates_record) continue;
                Command command = trial_.command(anybody(), Command::Kind::log);
                command.type = type_.name;
                command.title = "As it was found";
                fill(command, act);
                doing_ = "log " + write_json(command.fields);
                submit(command);
            }
        }
    }

    void step() {
        if (record_.empty()) return;
        switch (below(type_.approvals.empty() ? 8 : 11)) {
            case 8:
            case 9:
            case 10: return vote();
            case 3:
                if (ties()) return tie();
                return act();
            case 0: return pass_time();
            case 1: return edit();
            case 2: return linked();
            default: return act();
        }
    }

    void act() {
        // The reporter herself now and then; else somebody of any role.
        const records::Record& record = trial_.all().at(record_);
        Command command =
            trial_.command(below(3) == 0 ? record.reporter : anybody(), Command::Kind::act, record_);
        auto index = static_cast<Index>(below(type_.acts.size()));
        // Mostly one that comes from here: else nearly all would be refused at the door.
        const auto state = type_.state(record.state);
        for (int tries = 0; tries < 8 && below(4) != 0; ++tries) {
            const std::vector<Index>& from = type_.acts[index].from;
            if (std::find(from.begin(), from.end(), *state) != from.end()) break;
            index = static_cast<Index>(below(type_.acts.size()));
        }
        if (type_.acts[index].creates_record) return;
        command.act = type_.acts[index].name;
        fill(command, type_.acts[index]);
        doing_ = command.act + " " + write_json(command.fields);
        asked_ = Move{Move::Kind::act, index, 0, 0};
        submit(command);
        asked_.reset();
    }

    // For a seat of it, as somebody who does nothing else or as somebody who does; now and then through
    // another.
    void vote() {
        const process::Approval& approval = type_.approvals[below(type_.approvals.size())];
        const process::Seat& seat = approval.seats[below(approval.seats.size())];
        const bool reports = process_.roles[seat.role].is_reporter;
        const Id voter =
            reports ? trial_.all().at(record_).reporter
                    : trial_.person(
                          {seat.role},
                          below(4) == 0 ? 0 : Trial::first_voter + static_cast<std::uint32_t>(below(3)));
        const Id caster = below(3) != 0   ? voter
                          : below(3) == 0 ? trial_.all().at(record_).reporter
                                          : anybody();
        if (caster != voter) trial_.delegate(voter, caster);
        Command command = trial_.command(caster, Command::Kind::vote, record_);
        if (caster != voter) command.vote.principal = voter.text();
        command.vote.approval = approval.name;
        command.vote.vote = below(3) != 0 ? "yes" : below(2) == 0 ? "no" : "abstain";
        command.vote.reason = "As it is said.";
        if (const records::Round* round = trial_.all().at(record_).round(approval.name))
            command.vote.digest = round->opened.digest;
        doing_ = "vote " + command.vote.vote + " on " + approval.name;
        if (submit(command) && caster != voter) ++tally_.in_anothers_place;
    }

    void edit() {
        if (type_.fields.empty()) return;
        const auto field = static_cast<Index>(below(type_.fields.size()));
        if (type_.fields[field].is) return;
        Command command = trial_.command(anybody(), Command::Kind::edit, record_);
        command.fields.set(type_.fields[field].name, any_value(field));
        doing_ = "edit " + write_json(command.fields);
        asked_ = Move{Move::Kind::edit, 0, 0, 0};
        submit(command);
        asked_.reset();
    }

    void pass_time() {
        const auto due = trial_.next_due(record_);
        if (!due) return;
        doing_ = "timer " + due->name;
        if (!trial_.run(record_, *due)) wrong_ = "a due timer did nothing: " + due->name;
    }

    [[nodiscard]] bool ties() const {
        return std::ranges::any_of(known_.model->links, [](const LinkModel& link) {
            return !link.counts.empty() && !link.of->is_remote();
        });
    }

    // It is linked to another, new or old, or no more; by somebody here or there.
    void tie() {
        const LinkModel& link = known_.model->links[below(known_.model->links.size())];
        if (link.counts.empty() || link.of->is_remote() || link.target == &type_) return;
        const std::vector<records::LinkEnd> ends = trial_.all().at(record_).links;
        const auto known = std::ranges::find(ends, link.of->name, &records::LinkEnd::link);
        const bool remove = known != ends.end() && below(3) == 0;
        const Id other = remove ? known->record : another(*link.target);
        if (other.empty()) return;
        const bool here = below(2) == 0;
        Command command = trial_.command(anybody(), Command::Kind::link, here ? record_ : other);
        command.links.push_back({here ? link.of->name : link.of->inverse,
                                 trial_.all().at(here ? other : record_).number, remove});
        doing_ = fmt::format("{} {}, {}", remove ? "unlink" : "link", link.of->name, here ? "here" : "there");
        submit(command);
    }

    // Made by somebody, with whatever its form asks for.
    [[nodiscard]] Id another(const process::RecordType& type) {
        const process::Act* log = nullptr;
        for (const process::Act& act : type.acts)
            if (act.creates_record) log = &act;
        if (log == nullptr) return {};
        Command command = trial_.command(anybody(), Command::Kind::log);
        command.type = type.name;
        command.title = "As it was found there";
        for (const process::FormItem& item : log->form) {
            if (item.kind != process::FormItem::Kind::field) continue;
            Domain domain = domain_of(process_, type.fields[item.field], {});
            domain.samples = {domain.all[below(domain.all.size())]};
            const std::vector<Json> values = values_of(trial_, type.fields[item.field], domain, 0);
            command.fields.set(type.fields[item.field].name, values[below(values.size())]);
        }
        doing_ = "log another " + type.name;
        const auto plan = trial_.submit(command);
        return plan ? plan->record : Id{};
    }

    // A linked record does something.
    void linked() {
        const std::vector<records::LinkEnd> ends = trial_.all().at(record_).links;
        if (ends.empty()) return;
        const records::LinkEnd& end = ends[below(ends.size())];
        const process::RecordType& target = process_.types[*process_.type(end.type)];
        const process::Act& act = target.acts[below(target.acts.size())];
        Command command = trial_.command(anybody(), Command::Kind::act, end.record);
        command.act = act.name;
        for (const process::FormItem& item : act.form)
            if (item.kind == process::FormItem::Kind::field &&
                target.fields[item.field].kind == process::FieldKind::text)
                command.fields.set(target.fields[item.field].name, "Said at some length.");
        command.comment = records::CommentPart{"As it is said.", ""};
        doing_ = "on a linked record: " + command.act;
        submit(command);
    }
};

}  // namespace

void walk_all(const process::Process& process, int count, std::uint64_t salt,
              std::int64_t in_anothers_place_least) {
    Tally tally;
    std::vector<Known> known;
    const Outcomes outcomes = outcomes_of(process);
    for (Index type = 0; type < process.types.size(); ++type) {
        Known& one = known.emplace_back();
        one.model = std::make_unique<Model>(model_of(process, type, outcomes));
        one.moves = moves_of(*one.model);
        one.stepper = std::make_unique<Stepper>(*one.model);
        one.stepper->prepare();
    }
    for (int i = 0; i < count; ++i) {
        const std::size_t type = i % 3 == 0 ? static_cast<std::size_t>(i / 3) % known.size() : 0;
        const std::uint64_t seed = salt * 1'000'003 + static_cast<std::uint64_t>(i);
        const std::string wrong = Walk(process, known[type], seed, tally).run();
        ASSERT_EQ(wrong, "") << process.id << ", " << process.types[type].name << ", seed " << seed;
    }
    std::cerr << fmt::format(
        "{}: {} lives, {} changes followed by {} moves, {} refused, {} unknown, {} votes in another's "
        "place\n",
        process.id, count, tally.followed, tally.moves.size(), tally.refused, tally.unknown,
        tally.in_anothers_place);
    EXPECT_GT(tally.followed, count) << "too little happened to prove anything";
    EXPECT_GT(tally.refused, count);
    EXPECT_LT(tally.unknown * 10, tally.followed);
    EXPECT_GE(tally.in_anothers_place, in_anothers_place_least);
}

}  // namespace reeve::verify
