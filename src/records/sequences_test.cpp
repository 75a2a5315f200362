// Random sequences of commands against the small world: whatever people and time do, what is committed is
// sound. REEVE_SEQUENCES says how many sequences over the two that are shipped (2,000 unless said; the full
// suite runs 100,000). The seed is printed; RC_PARAMS="seed=…" plays it again.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <iostream>

#include "records/activation_internal.hpp"
#include "records/world_test.hpp"

namespace reeve::records {
namespace {

using testing::World;

int sequences() {
    const char* said = std::getenv("REEVE_SEQUENCES");
    const int count = said == nullptr ? 0 : std::atoi(said);
    return (count > 0 ? count : 2000) / 2;
}

// Evenly, from the first sequence on: rapidcheck begins with the least values otherwise.
template <class Number>
Number below(Number end) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<Number>(0, end));
}

template <class T>
const T& one_of(const std::vector<T>& from) {
    return from[below(from.size())];
}

const std::vector<std::string> people{"andre", "tomas", "amelia", "helena", "ivo", "rui", "dinis", "mario"};

// Values for some of the fields that `takes` allows, now and then of one that it does not, or wrong ones.
template <class Takes>
JsonObject any_fields(const process::Process& process, const process::RecordType& type, const Takes& takes) {
    JsonObject fields;
    for (process::Index i = 0; i < type.fields.size(); ++i) {
        const process::Field& field = type.fields[i];
        if (below(takes(i) ? 2 : 60) != 0) continue;
        const bool wrong = below(40) == 0;
        if (wrong)
            fields.set(field.name, "?");
        else if (field.kind == process::FieldKind::choice)
            fields.set(field.name, one_of(process.choices[field.choice].values).name);
        else if (field.kind == process::FieldKind::text)
            fields.set(field.name, one_of<std::string>({"", "short", "Long enough to be a solution of it."}));
        else if (field.kind == process::FieldKind::instant)
            fields.set(field.name, one_of<std::string>({"2014-01-17T08:00:00Z", "2014-01-21T10:00:00Z"}));
        else if (field.kind == process::FieldKind::organisation)
            fields.set(field.name, one_of<std::string>({"cs_boane", "hr_xai_xai"}));
        else if (field.kind == process::FieldKind::person)
            fields.set(field.name, one_of(people));
        else if (field.kind == process::FieldKind::team)
            fields.set(field.name, one_of<std::string>({"triage", "senior"}));
    }
    return fields;
}

struct Tally {
    std::int64_t done = 0;
    std::int64_t refused = 0;
};

class Sequence {
public:
    Sequence(const process::Process& process, Tally& tally)
        : process_(process), tally_(tally), world_(process) {}

    void run() {
        for (int left = 6 + below(12); left > 0; --left) step();
        RC_ASSERT(world_.faults() == std::vector<std::string>{});
    }

private:
    const process::Process& process_;
    Tally& tally_;
    World world_;

    void step() {
        if (world_.records().empty()) return log();
        switch (below(10)) {
            case 0: return log();
            case 1:
            case 2: return pass_time();
            case 3:
            case 4: return built_in();
            default: return act();
        }
    }

    void log() {
        const process::RecordType& type = below(2) == 0 ? process_.types.front() : one_of(process_.types);
        const bool first = &type == &process_.types.front();
        const std::vector<std::string> usual = first ? std::vector<std::string>{"andre", "tomas", "helena"}
                                                     : std::vector<std::string>{"helena", "rui"};
        const std::string person = below(5) == 0 ? one_of(people) : one_of(usual);
        Command command = world_.command(person, Command::Kind::log);
        command.type = type.name;
        command.title = "It fails";
        const auto creates = std::find_if(type.acts.begin(), type.acts.end(),
                                          [](const process::Act& act) { return act.creates_record; });
        command.fields = any_fields(process_, type, [&](process::Index field) {
            return std::any_of(creates->form.begin(), creates->form.end(),
                               [&](const process::FormItem& item) {
                                   return item.kind == process::FormItem::Kind::field && item.field == field;
                               });
        });
        for (const process::Field& field : type.fields)
            if (field.required && !field.standard && !field.is && below(12) != 0 &&
                !command.fields.find(field.name))
                fill(command.fields, field);
        if (person == "helena" || below(5) == 0)
            command.reporter = one_of<std::string>({"", "andre", "tomas", "rita"});
        try_it(command);
    }

    void fill(JsonObject& fields, const process::Field& field) {
        if (field.kind == process::FieldKind::choice)
            fields.set(field.name, one_of(process_.choices[field.choice].values).name);
        else if (field.kind == process::FieldKind::organisation)
            fields.set(field.name, "cs_boane");
        else
            fields.set(field.name, "Said by hand.");
    }

    [[nodiscard]] const Record& any_record() const {
        auto at = world_.records().begin();
        std::advance(at, below(world_.records().size()));
        return at->second;
    }

    void act() {
        const Record& record = any_record();
        const process::RecordType& type = process_.types[*process_.type(record.type)];
        Command command = world_.command(one_of(people), Command::Kind::act, record.number);
        // Mostly what is possible from here, by somebody who may: else nearly all would be refused at the
        // door.
        std::vector<std::string> allowed = allowed_to(command.actor.id, record);
        for (int tries = 0; allowed.empty() && tries < 6; ++tries) {
            command.actor.id = world_.who(one_of(people));
            allowed = allowed_to(command.actor.id, record);
        }
        command.act = allowed.empty() || below(6) == 0 ? one_of(type.acts).name : one_of(allowed);
        const process::Act& act = type.acts[*type.act(command.act)];
        for (const process::FormItem& item : act.form)
            if (item.kind == process::FormItem::Kind::field && below(4) != 0)
                offer(command.fields, type.fields[item.field]);
        if (below(6) != 0)
            command.comment =
                CommentPart{"A word about it.", one_of<std::string>({"", "", "public", "internal"})};
        if (below(8) == 0) command.if_version = record.version - below(2);
        try_it(command);
    }

    [[nodiscard]] std::vector<std::string> allowed_to(Id person, const Record& record) {
        Situation situation = world_.situation(&record);
        std::vector<std::string> allowed;
        for (const ActView& view : possible_acts(situation, person, "en"))
            if (view.act != nullptr && view.allowed) allowed.push_back(view.name);
        return allowed;
    }

    void offer(JsonObject& fields, const process::Field& field) {
        if (field.kind == process::FieldKind::text)
            fields.set(field.name, "Long enough to be a solution of it.");
        else if (field.kind == process::FieldKind::instant)
            fields.set(field.name, text(world_.now + Duration::hours(below(210) - 10)));
        else if (field.kind == process::FieldKind::person)
            fields.set(field.name, one_of(people));
        else if (field.kind == process::FieldKind::team)
            fields.set(field.name, one_of<std::string>({"triage", "senior"}));
        else
            fill(fields, field);
    }

    void built_in() {
        using Kind = Command::Kind;
        const Record& record = any_record();
        const process::RecordType& type = process_.types[*process_.type(record.type)];
        const Kind kind =
            one_of<Kind>({Kind::edit, Kind::edit, Kind::edit, Kind::assign, Kind::take, Kind::comment,
                          Kind::link, Kind::watch, Kind::recheck, Kind::log_time, Kind::strike_time});
        Command command = world_.command(one_of(people), kind, record.number);
        command.fields =
            any_fields(process_, type, [&](process::Index field) { return !type.fields[field].is; });
        // One field alone as well: among many, one is likely to be wrong.
        if (below(2) == 0 && !type.fields.empty()) {
            const process::Field& field = one_of(type.fields);
            command.fields = {{field.name, Json()}};
            if (below(2) == 0) offer(command.fields, field);
        }
        command.person = one_of<std::string>({"", "helena", "rui", "nobody"});
        if (kind == Kind::comment) command.comment = CommentPart{"A word about it.", ""};
        if (kind == Kind::link && !type.links.empty())
            command.links = {{one_of(type.links).name, any_record().number, below(3) == 0}};
        if (kind == Kind::log_time) command.fields = {{"minutes", std::int64_t{below(1500)}}};
        if (kind == Kind::strike_time) command.fields = {{"entry", std::int64_t{below(4)}}};
        if (kind == Kind::recheck) command.about = any_record().id;
        try_it(command);
    }

    void pass_time() {
        const auto span =
            one_of<Duration>({Duration{1}, Duration::minutes(30), Duration::hours(1), Duration::hours(8),
                              Duration::days(2), Duration::days(6), Duration::days(15)});
        // Mostly to the edge itself: a due instant of some record.
        if (below(2) == 0)
            for (const DueTimer& timer : due_timers(any_record()))
                if (timer.due >= world_.now) return world_.advance(timer.due);
        world_.advance(world_.now + span);
    }

    // Catch-up, the same decision twice, and then for good. A refusal leaves everything as it was, draws no
    // number and says why.
    void try_it(const Command& command) {
        world_.advance(world_.now);
        const auto supply = world_.supply();
        const auto rehearsed = world_.decide_only(command);
        if (!rehearsed) RC_ASSERT(world_.supply().numbers == supply.numbers);
        world_.supply_again(supply);
        const std::int64_t events = world_.events_count();
        const auto done = world_.submit(command);
        ++(done ? tally_.done : tally_.refused);
        RC_ASSERT(rehearsed.has_value() == done.has_value());
        if (!done) {
            RC_ASSERT(rehearsed.error() == done.error());
            RC_ASSERT(done.error().kind != RefusalKind::unmet || !done.error().unmet.empty());
            RC_ASSERT(world_.events_count() == events);
            return;
        }
        for (const auto& [id, record] : world_.records()) check_rules(record);
        RC_ASSERT(rehearsed->records == done->records);
        RC_ASSERT(rehearsed->events.size() == done->events.size());
        for (std::size_t i = 0; i < done->events.size(); ++i)
            RC_ASSERT(hashed_form(rehearsed->events[i]) == hashed_form(done->events[i]));
    }

    void check_rules(const Record& record) const {
        const process::RecordType& type = process_.types[*process_.type(record.type)];
        View view(process_, type, world_.directory(), record, nullptr, nullptr, world_.now);
        using Kind = process::Rule::Kind;
        for (const process::Rule& rule : type.rules)
            if (rule.kind == Kind::always || rule.kind == Kind::never)
                RC_ASSERT(view.evaluate(rule.condition) == cel::Value(rule.kind != Kind::never));
    }
};

void run_all(const process::Process& process, const char* id) {
    rc::detail::TestMetadata metadata;
    metadata.id = metadata.description = fmt::format("sequences of {}", id);
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    params.maxSuccess = sequences();
    Tally tally;
    const auto result = rc::detail::checkTestable([&] { Sequence(process, tally).run(); }, metadata, params);
    rc::detail::printResultMessage(result, std::cerr);
    std::cerr << fmt::format(" (seed {}): {} commands done, {} refused\n", params.seed, tally.done,
                             tally.refused);
    ASSERT_TRUE(result.is<rc::detail::SuccessResult>());
    EXPECT_GT(tally.done, params.maxSuccess * 3) << "too little happened to prove anything";
    EXPECT_GT(tally.refused, params.maxSuccess) << "too little was tried that must be refused";
}

TEST(Sequences, OfTieredSupport) {
    run_all(testing::shipped("epts-support"), "epts-support");
}
TEST(Sequences, OfTheStarter) {
    run_all(testing::shipped("itil-starter"), "itil-starter");
}
TEST(Sequences, OfAPastThatIsAskedFor) {
    run_all(*testing::loaded_from("src/records/past_lives_test.yaml"), "things");
}

}  // namespace
}  // namespace reeve::records
