// What is sent in a step: every command that may be meant, a few at most.
#include <algorithm>
#include <string>

#include "verify/replay.hpp"
#include "verify/replay_internal.hpp"

namespace reeve::verify {
namespace {

using records::Command;

constexpr std::size_t commands_most = 16;

class Commands {
public:
    Commands(const Meant& meant, const Trial& trial, Id record)
        : meant_(meant),
          model_(meant.model),
          type_(*model_.type),
          trial_(trial),
          record_(record.empty() ? nullptr : &trial.all().at(record)) {}

    std::vector<Command> all() {
        const Move& move = meant_.move;
        Trial scratch = trial_;
        Command command =
            scratch.command(person(), Command::Kind::act, record_ == nullptr ? Id{} : record_->id);
        switch (move.kind) {
            case Move::Kind::create:
                command.kind = Command::Kind::log;
                command.process = model_.process->id;
                command.type = type_.name;
                command.title = "As it was found";
                break;
            case Move::Kind::act: command.act = type_.acts[move.act].name; break;
            case Move::Kind::edit: command.kind = Command::Kind::edit; break;
            case Move::Kind::tick: return {tick(std::move(command))};
            case Move::Kind::assign: command.kind = Command::Kind::assign; return {command};
            default: return {};
        }
        if (move.kind == Move::Kind::edit && meant_.told.fields.empty()) {
            command.new_title = "As it was found later";
            return {command};
        }
        if (move.kind != Move::Kind::edit) command.comment = records::CommentPart{"As it is said here.", ""};
        std::vector<Command> all{command};
        for (const auto& [field, value] : sent()) {
            const auto given = meant_.given.find(type_.fields[field].name);
            send(all, field,
                 given != meant_.given.end()
                     ? std::vector<Json>{given->second}
                     : values_of(trial_, type_.fields[field], model_.domains[field], value));
        }
        const bool acts = move.kind != Move::Kind::edit;
        if (!acts) return all;
        send_to_be_heard(all);
        for (const Index tree : type_.acts[move.act].asks) answer(all, *model_.process->trees[tree]);
        return all;
    }

private:
    const Meant& meant_;
    const Model& model_;
    const process::RecordType& type_;
    const Trial& trial_;
    const records::Record* record_;  // null where there is none yet

    // Whose it is where it is somebody's alone.
    [[nodiscard]] Id person() const {
        if (record_ == nullptr || meant_.move.kind != Move::Kind::act) return {};
        const process::By& by = type_.acts[meant_.move.act].by[meant_.move.by];
        if (by.kind == process::By::Kind::assignee) return record_->holder.person;
        const bool reporter =
            by.kind == process::By::Kind::role && model_.process->roles[by.role].is_reporter;
        return reporter ? record_->reporter : Id{};
    }

    // Of which organisation a seat is heard, or a role acts, where nothing else asks for it.
    void send_to_be_heard(std::vector<Command>& all) const {
        const auto told = sent();
        for (const Index field : heard_of(*model_.process, type_, type_.acts[meant_.move.act], record_)) {
            const auto is_it = [&](const auto& one) { return one.first == field; };
            if (std::ranges::any_of(told, is_it) || meant_.given.contains(type_.fields[field].name)) continue;
            std::vector<Json> values;
            for (const std::string& one : trial_.organisations(type_.fields[field])) values.emplace_back(one);
            values.emplace_back();
            send(all, field, values);
        }
    }

    // Each of the values in each of the commands, as long as those are a few.
    void send(std::vector<Command>& all, Index field, const std::vector<Json>& values) const {
        std::vector<Command> more;
        for (const Json& one : values)
            for (Command each : all) {
                each.fields.set(type_.fields[field].name, one);
                more.push_back(std::move(each));
            }
        if (more.size() <= commands_most) all = std::move(more);
    }

    // Likewise every way through the tree; the first one where they are many.
    void answer(std::vector<Command>& all, const process::Tree& tree) const {
        std::vector<std::vector<std::string>> ways;
        walk(*tree.root, {}, ways);
        if (ways.size() * all.size() > commands_most) ways.resize(1);
        std::vector<Command> more;
        for (const std::vector<std::string>& way : ways)
            for (Command each : all) {
                each.trees.push_back({tree.name, way});
                more.push_back(std::move(each));
            }
        all = std::move(more);
    }

    void walk(const process::Question& question, const std::vector<std::string>& before,
              std::vector<std::vector<std::string>>& ways) const {
        for (const process::Question::Answer& answer : question.answers) {
            std::vector<std::string> way = before;
            way.push_back(answer.value == "any" ? left_over(question) : answer.value);
            if (answer.next)
                walk(*answer.next, way, ways);
            else
                ways.push_back(std::move(way));
        }
    }

    [[nodiscard]] std::string left_over(const process::Question& question) const {
        for (const process::ChoiceValue& value : model_.process->choices[question.choice.value_or(0)].values)
            if (std::ranges::find(question.answers, value.name, &process::Question::Answer::value) ==
                question.answers.end())
                return value.name;
        return {};
    }

    [[nodiscard]] Command tick(Command command) const {
        const TickModel& tick = model_.ticks[meant_.move.act - type_.acts.size()];
        const process::Checklist& list = type_.checklists[tick.checklist];
        command.kind = Command::Kind::tick;
        command.fields = {{"checklist", list.name}, {"step", list.steps[tick.step].name}};
        return command;
    }

    // What the step says was sent, and what must be sent besides.
    [[nodiscard]] std::vector<std::pair<Index, std::uint32_t>> sent() const {
        auto sent = meant_.told.fields;
        if (meant_.move.kind == Move::Kind::edit) return sent;
        const process::Act& act = type_.acts[meant_.move.act];
        for (const process::FormItem& item : act.form) {
            if (item.kind != process::FormItem::Kind::field) continue;
            const process::Field& field = type_.fields[item.field];
            const bool told = std::any_of(sent.begin(), sent.end(),
                                          [&](const auto& one) { return one.first == item.field; });
            // A default may name a place that is none for this field.
            const bool has_default = field.standard && !is_opaque(field);
            if (told || !act.creates_record || !field.required || has_default) continue;
            sent.emplace_back(item.field, model_.layout.size(model_.fields[item.field]) - 1);
        }
        return sent;
    }
};

}  // namespace

std::vector<Command> commands_of(const Meant& meant, const Trial& trial, Id record) {
    return Commands(meant, trial, record).all();
}

}  // namespace reeve::verify
