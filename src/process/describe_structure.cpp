// What a process has besides states and acts, for the API: checklists, dossiers, question trees, what it
// shares.
#include "process/describe_internal.hpp"

namespace reeve::process {
namespace {

Json step_json(const Process& process, const RecordType& type, const ChecklistStep& step,
               std::string_view language) {
    JsonArray by, needs;
    for (const By& who : step.act.by) by.emplace_back(by_word(process, who));
    for (const Need& need : step.act.needs) needs.push_back(describe_need(type, need, language));
    JsonObject out{{"name", step.name},
                   {"title", shown(step.title, step.name, language)},
                   {"by", std::move(by)},
                   {"needs", std::move(needs)},
                   {"clock", step.clock ? Json(type.clocks[*step.clock].name) : Json()}};
    if (step.act.when) out.set("when", when_json(step.act, language));
    return out;
}

Json question_json(const Tree& tree, const Question& question, const Choice* choice, const Process& process,
                   std::string_view language);

Json answer_json(const Tree& tree, const Question::Answer& answer, const Process& process,
                 std::string_view language) {
    JsonObject out{{"answer", answer.value}, {"title", shown(answer.title, answer.value, language)}};
    if (answer.next) {
        const Question& next = *answer.next;
        out.set("next", question_json(tree, next, next.choice ? &process.choices[*next.choice] : nullptr,
                                      process, language));
        return out;
    }
    JsonObject result;
    JsonArray cells;
    for (std::size_t i = 0; i < tree.out.size() && i < answer.out.size(); ++i) {
        result.set(tree.out[i].name, kept_output(tree.out[i], answer.out[i]));
        cells.push_back(describe_outcome(process, tree.out[i].type, answer.out[i], language));
    }
    out.set("give", std::move(result));
    out.set("shown", std::move(cells));
    return out;
}

Json question_json(const Tree& tree, const Question& question, const Choice* choice, const Process& process,
                   std::string_view language) {
    JsonArray answers, values;
    for (const Question::Answer& answer : question.answers)
        answers.push_back(answer_json(tree, answer, process, language));
    JsonObject out{{"ask", question.ask.in(language)}, {"answers", std::move(answers)}};
    if (!choice) return out;
    out.set("choice", choice->name);
    out.set("values", describe_named(choice->values, language));
    return out;
}

}  // namespace

JsonObject describe_shares(const RecordType& type) {
    JsonObject outcomes;
    for (const std::string& outcome : type.outcomes) {
        JsonArray states;
        for (const State& state : type.states)
            if (state.outcome == outcome) states.emplace_back(state.name);
        outcomes.set(outcome, std::move(states));
    }
    JsonArray shares;
    for (const Index field : type.shares) shares.emplace_back(type.fields[field].name);
    return {{"outcomes", std::move(outcomes)}, {"shares", std::move(shares)}, {"register", type.is_register}};
}

JsonArray describe_checklists(const Process& process, const RecordType& type, std::string_view language) {
    JsonArray lists;
    for (const Checklist& list : type.checklists) {
        JsonArray steps;
        for (const ChecklistStep& step : list.steps)
            steps.push_back(step_json(process, type, step, language));
        lists.emplace_back(JsonObject{{"name", list.name},
                                      {"title", shown(list.title, list.name, language)},
                                      {"ordered", list.ordered},
                                      {"steps", std::move(steps)}});
    }
    return lists;
}

JsonArray describe_dossiers(const Process& process, const RecordType& type, std::string_view language) {
    JsonArray dossiers;
    for (const Dossier& dossier : type.dossiers) {
        JsonArray needs;
        for (const Need& need : dossier.needs) needs.push_back(describe_need(type, need, language));
        dossiers.emplace_back(
            JsonObject{{"name", dossier.name},
                       {"title", shown(dossier.title, dossier.name, language)},
                       {"owner", dossier.owner ? Json(process.roles[*dossier.owner].name) : Json()},
                       {"needs", std::move(needs)}});
    }
    return dossiers;
}

Json describe_tree(const Process& process, const Tree& tree, std::string_view language) {
    JsonArray out;
    for (const Column& column : tree.out) out.emplace_back(column.name);
    const Question& root = *tree.root;
    return JsonObject{
        {"name", tree.name},
        {"title", shown(tree.title, tree.name, language)},
        {"out", std::move(out)},
        {"columns", describe_columns(process, tree.out, language)},
        {"root", question_json(tree, root, root.choice ? &process.choices[*root.choice] : nullptr, process,
                               language)}};
}

}  // namespace reeve::process
