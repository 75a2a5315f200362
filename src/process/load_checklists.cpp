// Checklists, whose steps are ticked one by one, and dossiers: needs with a name and an owner.
#include <fmt/format.h>

#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t steps_max = 200;

ChecklistStep read_step(const Defining& in, const Entry& entry) {
    Reading& reading = in.reading();
    ChecklistStep step;
    step.name = entry.name();
    step.act.name = step.name;
    step.act.line = entry.key->line;
    for (Index state = 0; state < in.type.states.size(); ++state)
        if (in.type.states[state].leaf && !in.type.states[state].end) step.act.from.push_back(state);
    reading.check_name("step", *entry.key, step.name);
    if (entry.node->is_null() || !reading.is_map(*entry.node, fmt::format("the step '{}'", step.name)))
        return step;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a step", {"title", "by", "when", "why", "needs", "due"}, {"optional"});
    step.title = reading.words(map.find("title"), "a title");
    step.act.title = step.title;
    if (const YamlNode* by = map.find("by")) {
        define_by(in, entry, step.act);
        for (const By& who : step.act.by)
            if (who.kind == By::Kind::desk || who.kind == By::Kind::linked)
                reading.error(*by, "a step is ticked by people", "roles, holder, assignee or administrator");
    }
    define_when(in, map, Place::act, step.act);
    define_needs_of_step(in, step.act, map.find("needs"));
    return step;
}

void read_checklist(const Defining& in, const Entry& entry, Checklist& list) {
    Reading& reading = in.reading();
    if (!reading.is_map(*entry.node, fmt::format("the checklist '{}'", list.name))) return;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a checklist", {"title", "ordered", "steps"}, {"each", "due"});
    list.title = reading.words(map.find("title"), "a title");
    list.ordered = reading.flag(map, "ordered");
    const std::vector<Entry> steps = reading.entries(map.find("steps"), "steps");
    if (steps.empty())
        reading.error(*entry.key, fmt::format("the checklist '{}' has no `steps`", list.name),
                      "at least one");
    if (steps.size() > steps_max)
        reading.error(*entry.key, fmt::format("a checklist has more than {} steps", steps_max), "fewer");
    for (const Entry& step : steps) list.steps.push_back(read_step(in, step));
    for (Index i = 0; i < in.type.clocks.size(); ++i)
        if (const ClockStop* due = in.type.clocks[i].step();
            due && &in.type.checklists[due->index] == &list && due->step < list.steps.size())
            list.steps[due->step].clock = i;
    reading.check_apart("step", steps);
}

void read_dossier(const Defining& in, const Entry& entry, Dossier& dossier) {
    Reading& reading = in.reading();
    if (!reading.is_map(*entry.node, fmt::format("the dossier '{}'", dossier.name))) return;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a dossier", {"title", "owner", "needs"}, {"due"});
    dossier.title = reading.words(map.find("title"), "a title");
    if (const YamlNode* owner = map.find("owner"))
        if (const auto word = reading.word(*owner, "`owner`"))
            dossier.owner = find_named(reading, "role", in.process().roles, *word, *owner);
    if (const YamlNode* needs = map.find("needs")) dossier.needs = needs_of_dossier(in, *needs, dossier.name);
    if (dossier.needs.empty())
        reading.error(*entry.key, fmt::format("the dossier '{}' has no `needs`", dossier.name),
                      "at least one");
}

// Makes one of each entry of the section, with its name and line.
template <class Named>
std::vector<Entry> declare(Reading& reading, const YamlNode& map, std::string_view section,
                           std::string_view what, std::vector<Named>& onto) {
    std::vector<Entry> entries = reading.entries(map.find(section), section);
    for (const Entry& entry : entries) {
        reading.check_name(what, *entry.key, entry.name());
        Named& one = onto.emplace_back();
        one.name = entry.name();
        one.line = entry.key->line;
    }
    reading.check_apart(what, entries);
    return entries;
}

}  // namespace

void declare_checklists(Loading& loading, RecordType& type, TypeSource& source, const YamlNode& map) {
    source.checklists = declare(loading.reading, map, "checklists", "checklist", type.checklists);
    source.dossiers = declare(loading.reading, map, "dossiers", "dossier", type.dossiers);
}

void define_checklists(const Defining& in) {
    for (std::size_t i = 0; i < in.type.checklists.size(); ++i)
        read_checklist(in, in.source.checklists[i], in.type.checklists[i]);
}

void define_dossiers(const Defining& in) {
    for (std::size_t i = 0; i < in.type.dossiers.size(); ++i)
        read_dossier(in, in.source.dossiers[i], in.type.dossiers[i]);
}

}  // namespace reeve::process
