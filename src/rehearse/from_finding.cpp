#include "rehearse/from_finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "process/demo_seats.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

using records::Command;

constexpr std::string_view zone_name = "UTC";

// Who plays each person of the trial: somebody who has every role in which she acts, and who plays nobody
// else, as far as there is one; else whoever has the role of the step.
class Casting {
public:
    Casting(const std::vector<verify::Done>& done, const Vocabulary& vocabulary, const Cast& cast)
        : vocabulary_(vocabulary) {
        for (const process::DemoPerson& person : vocabulary_.demo.people)
            for (const auto& [id, name] : cast)
                if (person.name == name) give(id, person);
        Acting all = acting_in(done);
        std::erase_if(all, [&](const Actor& one) { return whole_.contains(one.id); });
        // Those first whom few can play.
        std::ranges::stable_sort(all, {}, [&](const Actor& one) { return who_can(one).size(); });
        for (const Actor& one : all)
            for (const process::DemoPerson* person : who_can(one))
                if (!played_.contains(person)) {
                    give(one.id, *person);
                    break;
                }
    }

    const process::DemoPerson* play(const verify::Done& done) {
        const Id id = done.command.actor.id;
        if (const auto known = whole_.find(id); known != whole_.end()) return known->second;
        const std::vector<const process::DemoPerson*> all =
            who_can({id, done.process, {done.roles.begin(), done.roles.end()}, done.administrator});
        if (all.empty()) return nullptr;
        const auto own = std::ranges::find_if(all, [&](const process::DemoPerson* person) {
            const auto played = played_.find(person);
            return played != played_.end() && played->second == id;
        });
        if (own != all.end()) return *own;
        const auto idle = std::ranges::find_if(
            all, [&](const process::DemoPerson* person) { return !played_.contains(person); });
        const process::DemoPerson* person = idle != all.end() ? *idle : all.front();
        played_.emplace(person, id);
        return person;
    }

    // Whom nobody plays, if there is one; herself where she is alone.
    [[nodiscard]] const process::DemoPerson& another(const process::DemoPerson& than) const {
        const process::DemoPerson* other = &than;
        for (const process::DemoPerson& person : vocabulary_.demo.people)
            if (&person != &than && (other == &than || played_.contains(other))) other = &person;
        return *other;
    }

private:
    const Vocabulary& vocabulary_;
    std::map<Id, const process::DemoPerson*> whole_;
    std::map<const process::DemoPerson*, Id> played_;  // whom they play, the first of them

    void give(Id id, const process::DemoPerson& person) {
        whole_[id] = &person;
        played_.emplace(&person, id);
    }

    [[nodiscard]] std::vector<const process::DemoPerson*> who_can(const Actor& actor) const {
        std::vector<const process::DemoPerson*> all;
        for (const process::DemoPerson& person : vocabulary_.demo.people)
            if ((person.administrator || !actor.administrator) &&
                std::ranges::all_of(actor.roles, [&](process::Index role) {
                    return process::has_role(*actor.process, person, role);
                }))
                all.push_back(&person);
        return all;
    }
};

class Writing {
public:
    Writing(const verify::Exploration& exploration, const verify::Finding& finding,
            const verify::Replayed& replayed, const Vocabulary& vocabulary, const Cast& cast)
        : found_(exploration),
          type_(*exploration.model->type),
          finding_(finding),
          done_(replayed.done),
          vocabulary_(vocabulary),
          casting_(replayed.done, vocabulary, cast) {}

    std::optional<std::string> write() {
        if (done_.empty()) return std::nullopt;
        if (!finding_.together.empty()) return write_together();
        std::string text = head();
        // A decision is several votes: what it comes to is expected of the last one.
        for (std::size_t i = 0; i < done_.size(); ++i) {
            const bool last = i + 1 == done_.size();
            auto line = done_[i].timer ? time_passes(done_[i]) : command(done_[i]);
            if (!line) return std::nullopt;
            *line += names(done_[i]);
            const bool goes_on = !last && done_[i + 1].step == done_[i].step;
            // What the desk does at once is not waited for.
            const std::size_t step = last ? done_[i].step : done_[i + 1].step - 1;
            text +=
                fmt::format("  - {{ {}{} }}\n", *line, goes_on ? std::string() : ", " + expected(step, last));
        }
        return done_.back().step + 1 == finding_.steps.size() ? std::optional(text) : std::nullopt;
    }

private:
    const verify::Exploration& found_;
    const process::RecordType& type_;
    const verify::Finding& finding_;
    const std::vector<verify::Done>& done_;
    const Vocabulary& vocabulary_;
    calendar::Zone zone_;
    Casting casting_;
    Duration late_;  // so much later than in the trial is what is written next

    [[nodiscard]] std::string observer() const {
        for (const process::DemoPerson& person : vocabulary_.demo.people)
            if (person.administrator && !person.roles.empty()) return person.name;
        return vocabulary_.demo.people.empty() ? std::string("nobody") : vocabulary_.demo.people.front().name;
    }

    [[nodiscard]] std::string head() const {
        std::vector<std::string> others;
        for (const verify::Done& done : done_)
            if (is_elsewhere(done) && std::ranges::find(others, done.process->id) == others.end())
                others.push_back(done.process->id);
        const std::string beside =
            others.empty() ? std::string() : fmt::format("beside: [{}]\n", join(others, ", "));
        return fmt::format("rehearsal: {}\nprocess: {}\n{}start: {} {}\nobserver: {}\nsteps:\n",
                           write_json(Json(finding_.sentence)), vocabulary_.process->id, beside,
                           local_text(done_.front().at, zone_), zone_name, observer());
    }

    [[nodiscard]] bool is_elsewhere(const verify::Done& done) const {
        return done.process->id != vocabulary_.process->id;
    }

    // Each record goes its way; at last all are refused what would lead out.
    std::optional<std::string> write_together() {
        std::string text = head();
        for (const verify::Done& done : done_) {
            auto line = done.timer ? time_passes(done) : command(done);
            if (!line) return std::nullopt;
            *line += names(done);
            std::string holder;
            if (!done.holder.empty()) holder = ", holder: " + done.holder;
            text += done.refused ? fmt::format("  - {{ {}, refused: 422 }}\n", *line)
                                 : fmt::format("  - {{ {}, expect: {{ {}: {{ state: {}{} }} }} }}\n", *line,
                                               name_of(done.other), done.state, holder);
        }
        return text;
    }

    // Of a record that the step makes, where a later one says so.
    [[nodiscard]] std::string names(const verify::Done& done) const {
        const auto is_named = [&](const verify::Done& later) {
            return later.other == done.linked ||
                   (later.command.kind == Command::Kind::link && later.linked == done.linked);
        };
        if (!done.linked || done.command.kind == Command::Kind::link ||
            std::none_of(done_.begin(), done_.end(), is_named))
            return {};
        return fmt::format(", names: {{ {}: [{}] }}", done.link, name_of(*done.linked));
    }

    [[nodiscard]] static std::string name_of(std::size_t record) {
        return record == 0 ? "A" : fmt::format("B{}", record);
    }

    [[nodiscard]] static const process::RecordType& type_of(const verify::Done& done) {
        return done.process->types[done.type];
    }

    [[nodiscard]] std::string value(const process::Field& field, const Json& sent,
                                    const process::DemoPerson& by) const {
        if (sent.is_null()) return "none";
        const auto is_there = [&](const std::vector<std::string>& names) {
            return sent.is_string() && std::ranges::find(names, sent.string()) != names.end();
        };
        switch (field.kind) {
            case process::FieldKind::organisation:
                return is_there(vocabulary_.organisations) ? sent.string() : by.organisation;
            case process::FieldKind::team:
                if (is_there(vocabulary_.teams)) return sent.string();
                return by.teams.empty() ? "none" : by.teams.front();
            case process::FieldKind::person: return casting_.another(by).name;
            case process::FieldKind::instant:
                if (const auto at = parse_instant(sent.string()))
                    return write_json(Json(local_text(*at, zone_)));
                return "none";
            default: return write_json(sent);
        }
    }

    std::optional<std::string> command(const verify::Done& done) {
        const Command& command = done.command;
        const process::DemoPerson* by = casting_.play(done);
        if (by == nullptr) return std::nullopt;
        std::vector<std::string> with;
        for (const auto& [name, sent] : command.fields)
            if (const auto field = type_of(done).field(name);
                field && (!sent.is_null() || command.kind != Command::Kind::log))
                with.push_back(name + ": " + value(type_of(done).fields[*field], sent, *by));
        const std::string at = fmt::format("{}, as: {}", time_of(done.at), by->name);
        const std::string on = name_of(done.other);
        if (command.kind == Command::Kind::vote) {
            std::string vote = fmt::format("{}, vote: {}, on: {}, approval: {}", at, command.vote.vote, on,
                                           command.vote.approval);
            if (!command.vote.reason.empty()) vote += ", reason: " + write_json(Json(command.vote.reason));
            return vote;
        }
        if (command.kind == Command::Kind::watch) return watch(done, at + ", act: watch, on: " + on);
        if (command.kind == Command::Kind::link)
            return fmt::format("{}, link: {{ {}: {} }}, on: {}", at, command.links.front().link,
                               name_of(done.linked.value_or(0)), on);
        if (command.new_title) with.push_back("title: " + write_json(Json(*command.new_title)));
        if (command.kind == Command::Kind::edit)
            return fmt::format("{}, edit: {{ {} }}, on: {}", at, join(with, ", "), on);
        if (command.kind == Command::Kind::assign)
            return fmt::format("{}, assign: {}, on: {}", at,
                               command.person.empty() ? std::string("none") : by->name, on);
        if (command.comment) with.push_back("comment: " + write_json(Json(command.comment->text)));
        if (command.comment && !command.comment->audience.empty())
            with.push_back("audience: " + command.comment->audience);
        std::vector<std::string> trees;
        for (const records::TreePart& part : command.trees)
            trees.push_back(fmt::format("{}: [{}]", part.tree, join(part.answers, ", ")));
        if (!trees.empty()) with.push_back(fmt::format("trees: {{ {} }}", join(trees, ", ")));
        const std::string documents = documents_of(command);
        if (command.kind == Command::Kind::tick)
            return fmt::format("{}, act: tick, on: {}, with: {{ checklist: {}, step: {} }}{}", at, on,
                               command.fields.find("checklist")->string(),
                               command.fields.find("step")->string(), documents);
        if (command.kind == Command::Kind::log_time)
            return fmt::format("{}, act: log_time, on: {}, with: {{ minutes: {} }}", at, on,
                               command.fields.find("minutes")->integer());
        if (command.kind != Command::Kind::log)
            return fmt::format("{}, act: {}, on: {}, with: {{ {} }}{}", at, command.act, on, join(with, ", "),
                               documents);
        with.push_back("title: " + write_json(Json(command.title)));
        const std::string type = is_elsewhere(done) ? done.process->id + "/" + command.type : command.type;
        return fmt::format("{}, log: {}, name: {}, with: {{ {} }}{}", at, type, on, join(with, ", "),
                           documents);
    }

    // Whoever follows it does something later.
    std::optional<std::string> watch(const verify::Done& done, const std::string& what) {
        const auto later = std::ranges::find_if(done_, [&](const verify::Done& one) {
            return !one.timer && one.command.actor.id.text() == done.command.person;
        });
        const process::DemoPerson* person = later == done_.end() ? nullptr : casting_.play(*later);
        if (person == nullptr) return std::nullopt;
        return fmt::format("{}, with: {{ person: {} }}", what, person->name);
    }

    [[nodiscard]] static std::string documents_of(const Command& command) {
        std::vector<std::string> files;
        for (const records::AttachmentPart& part : command.attachments)
            files.push_back(part.kind.empty()
                                ? part.name
                                : fmt::format("{{ name: {}, kind: {} }}", part.name, part.kind));
        return files.empty() ? std::string() : fmt::format(", documents: [{}]", join(files, ", "));
    }

    // What is due is done when the clock is past it; whatever follows comes that much later.
    std::optional<std::string> time_passes(const verify::Done& done) {
        late_ = late_ + Duration{1};
        return time_of(done.at);
    }

    [[nodiscard]] std::string time_of(Instant at) const {
        return "at: " + write_json(Json(local_text(at + late_, zone_)));
    }

    [[nodiscard]] std::string expected(std::size_t step, bool last) const {
        if (last && finding_.rule && !done_.back().timer) {
            const process::Rule& rule = type_.rules[*finding_.rule];
            const std::string_view why = rule.why.in("en");
            std::vector<std::string> unmet;
            for (const std::string& one : done_.back().unmet) unmet.push_back(write_json(Json(one)));
            return fmt::format("refused: 422, unmet: [{}], why: {}", join(unmet, ", "),
                               write_json(Json(why.empty() ? "*" + rule.name + "*" : std::string(why))));
        }
        // What the desk is refused leaves the record as it was, and is kept.
        const bool is_refused = last && finding_.rule && step > 0;
        const verify::Step& shown = finding_.steps[is_refused ? step - 1 : step];
        const verify::Vector after = verify::retrace(found_, {shown}).front().after;
        const verify::Model& model = *found_.model;
        const process::State& state = type_.states[model.of(model.state, after)];
        std::string holder;
        if (!state.end)
            holder = ", holder: " + vocabulary_.process->roles[model.of(model.holder, after)].name;
        const verify::Move& move = found_.moves[finding_.steps[step].move];
        if (is_refused && move.kind == verify::Move::Kind::automatic)
            holder += ", refused_deeds: " + type_.acts[move.act].name;
        return fmt::format("expect: {{ A: {{ state: {}{} }} }}", state.name, holder);
    }
};

}  // namespace

Acting acting_in(const std::vector<verify::Done>& all) {
    Acting acting;
    for (const verify::Done& done : all) {
        if (done.timer) continue;
        const Id id = done.command.actor.id;
        auto known = std::ranges::find(acting, id, &Actor::id);
        if (known == acting.end()) known = acting.insert(known, {id, done.process, {}});
        known->roles.insert(done.roles.begin(), done.roles.end());
        known->administrator = known->administrator || done.administrator;
    }
    return acting;
}

std::optional<std::string> rehearsal_of(const verify::Exploration& exploration,
                                        const verify::Finding& finding, const verify::Replayed& replayed,
                                        const Vocabulary& vocabulary, const Cast& cast) {
    return Writing(exploration, finding, replayed, vocabulary, cast).write();
}

}  // namespace reeve::rehearse
