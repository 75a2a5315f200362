#include "app/demo_records.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include "base/instant.hpp"
#include "calendar/working_time.hpp"
#include "process/span.hpp"
#include "process/yaml.hpp"

namespace reeve::app {
namespace {

using process::YamlNode;

struct Step {
    Instant at;
    std::string process;
    YamlNode node;
};

std::string word_of(const YamlNode& node, std::string_view key) {
    const YamlNode* value = node.find(key);
    return value ? value->text : std::string{};
}

[[noreturn]] void refuse(const ShippedFile& file, int line, const std::string& what) {
    throw std::runtime_error(std::string(file.path) + ":" + std::to_string(line) + ": " + what);
}

// How long ago a step was is said in working time, so that a demonstration is as late at night and on a
// Monday morning as it is in the middle of a week: in that of the place whose clocks count, which a step may
// name.
Instant instant_of(const ShippedFile& file, const YamlNode& node, const calendar::WorkingTime& hours,
                   Instant now) {
    const auto ago = process::parse_span(word_of(node, "ago"));
    if (!ago) refuse(file, node.line, "each step says how long ago");
    const auto at = hours.before(now, ago->in_days_of(hours.day_length()));
    if (!at) refuse(file, node.line, "its calendar has no time so long ago");
    return *at;
}

void read_steps(const ShippedFile& file, const records::Directory& directory, Instant now,
                std::vector<Step>& steps) {
    std::vector<Problem> problems;
    const auto tree = process::read_yaml(std::string(file.path), file.text, problems);
    if (!problems.empty()) throw std::runtime_error(text(problems.front()));
    const YamlNode* list = tree ? tree->find("records") : nullptr;
    if (!list || !list->is_list()) refuse(file, 1, "it says its calendar and a list of records");
    const auto hours_of = [&](const YamlNode& node, int line) -> const calendar::WorkingTime& {
        const records::WorkingCalendar* hours =
            directory.calendar(std::string_view(word_of(node, "calendar")));
        if (!hours || !hours->time) refuse(file, line, "its calendar is none of the demonstration");
        return *hours->time;
    };
    const calendar::WorkingTime& usual = hours_of(*tree, 1);
    const std::string_view folder = file.path.substr(std::string_view("processes/").size());
    for (const YamlNode& node : list->items)
        steps.push_back(
            {instant_of(file, node, node.find("calendar") ? hours_of(node, node.line) : usual, now),
             std::string(folder.substr(0, folder.find('/'))), node});
}

records::Command command_of(const Step& step, const desk::World& world,
                            std::map<std::string, std::string>& numbers, std::string& number) {
    records::Command command;
    const records::Person* person = world.directory->person(std::string_view(word_of(step.node, "as")));
    if (!person)
        throw std::runtime_error("a demonstration record names nobody: '" + word_of(step.node, "as") + "'");
    command.actor = {records::ActorKind::person, person->id};
    const std::string type = word_of(step.node, "log");
    const std::string act = word_of(step.node, "act");
    command.kind = !type.empty() ? records::Command::Kind::log
                   : act.empty() ? records::Command::Kind::comment
                                 : records::Command::Kind::act;
    command.process = step.process;
    command.type = type;
    command.act = act;
    number = numbers[word_of(step.node, "on")];
    if (const YamlNode* with = step.node.find("with"))
        for (std::size_t i = 0; i < with->keys.size(); ++i) {
            const std::string& name = with->keys[i].name;
            const std::string& value = with->items[i].text;
            if (name == "title")
                command.title = value;
            else if (name == "description")
                command.description = value;
            else if (name == "reporter")
                command.reporter = value;
            else if (name == "channel")
                command.channel = value;
            else if (name == "comment")
                command.comment = records::CommentPart{value, word_of(step.node, "audience")};
            else
                command.fields.set(name, value);
        }
    return command;
}

}  // namespace

void log_demo_records(desk::Desk& desk, FirstStart& first, const std::vector<ShippedFile>& files,
                      Instant now) {
    std::vector<Step> steps;
    for (const ShippedFile& file : files)
        if (file.path.ends_with("/demo/records.yaml")) read_steps(file, *desk.world()->directory, now, steps);
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    std::map<std::string, std::string> numbers;
    for (const Step& step : steps) {
        first.pass_until(step.at);
        desk::Act act;
        act.command = command_of(step, *desk.world(), numbers, act.number);
        const desk::Answer answer = first.submit(std::move(act));
        if (answer.created && answer.record) numbers[word_of(step.node, "name")] = answer.record->number;
    }
    first.pass_until(now);
}

}  // namespace reeve::app
