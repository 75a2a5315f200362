// Question trees: every answer leads on to a question or to what comes out, and none is forgotten.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/tree.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t questions_max = 1000;
// What stands beside the answers of a question.
constexpr std::array<std::string_view, 5> own_words{"title", "out", "ask", "choice", "give"};

bool is_own(std::string_view word) {
    return std::find(own_words.begin(), own_words.end(), word) != own_words.end();
}

class TreeReader {
public:
    TreeReader(Loading& loading, Tree& tree) : loading_(loading), reading_(loading.reading), tree_(tree) {}

    void read(const Entry& entry) {
        const YamlNode& map = *entry.node;
        if (!reading_.is_map(map, "a tree")) return;
        tree_.title = reading_.words(map.find("title"), "a title");
        if (!map.find("out"))
            reading_.error(*entry.key, fmt::format("the tree '{}' has no `out`", tree_.name),
                           "what comes out: { holder: role }");
        tree_.out = columns_of(loading_, map.find("out"), "out", broken_);
        if (!broken_) tree_.type = tree_type(loading_.process, tree_);
        tree_.root = question(map, *entry.key, true);
        if (questions_ > questions_max)
            reading_.error(*entry.key, fmt::format("a tree has more than {} questions", questions_max),
                           "fewer");
    }

private:
    std::unique_ptr<Question> question(const YamlNode& map, Spot at, bool root) {
        ++questions_;
        auto question = std::make_unique<Question>();
        question->line = at.line;
        question->ask = reading_.words(map.find("ask"), "`ask`");
        if (question->ask.empty()) reading_.error(at, "a question asks nothing", "`ask`");
        if (!root)
            for (const std::string_view word : {"title", "out"})
                if (const YamlNode* own = map.find(word))
                    reading_.error(*own, fmt::format("`{}` belongs to the tree, not to a question", word),
                                   "");
        if (const YamlNode* give = map.find("give"))
            reading_.error(*give, "a question with answers gives nothing itself", "`ask` or `give`");
        const Choice* choice = choice_of(map, *question);
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            if (is_own(map.keys[i].name)) continue;
            if (auto read = answer(choice, map.keys[i], map.items[i]))
                question->answers.push_back(std::move(*read));
        }
        find_gaps(*question, choice, at);
        return question;
    }

    const Choice* choice_of(const YamlNode& map, Question& question) {
        const YamlNode* node = map.find("choice");
        const auto word = node ? reading_.word(*node, "`choice`") : std::nullopt;
        const auto index =
            word ? find_named(reading_, "choice", loading_.process.choices, *word, *node) : std::nullopt;
        if (node && !index) unknown_choice_ = true;
        question.choice = index;
        if (!index) return nullptr;
        const Choice& choice = loading_.process.choices[*index];
        for (const ChoiceValue& value : choice.values)
            if (is_own(value.name))
                reading_.error(*node,
                               fmt::format("the value '{}' means something else in a tree", value.name),
                               "another name for it");
        return &choice;
    }

    static std::vector<std::string> values_of(const Choice* choice) {
        return choice ? names_of(choice->values) : std::vector<std::string>{"yes", "no"};
    }

    std::optional<Question::Answer> answer(const Choice* choice, const YamlKey& key, const YamlNode& node) {
        std::vector<std::string> known = values_of(choice);
        if (key.name != "any" && std::find(known.begin(), known.end(), key.name) == known.end() &&
            !unknown_choice_) {
            known.emplace_back("any");
            reading_.unknown(key, choice ? "value of " + choice->name : "answer", key.name, known);
            return std::nullopt;
        }
        Question::Answer answer;
        answer.value = key.name;
        answer.line = key.line;
        if (choice)
            if (const auto value = choice->find(key.name)) answer.title = choice->values[*value].title;
        if (!reading_.is_map(node, fmt::format("the answer '{}'", key.name))) return std::nullopt;
        if (const YamlNode* give = node.find("give"); give && !node.find("ask")) {
            reading_.check_keys(node, "what comes out", {"give"}, {});
            answer.out = outputs(*give);
        } else {
            answer.next = question(node, key, false);
        }
        return answer;
    }

    std::vector<cel::Value> outputs(const YamlNode& give) {
        std::vector<cel::Value> values;
        if (!reading_.is_map(give, "`give`")) return values;
        for (const YamlKey& key : give.keys)
            if (std::none_of(tree_.out.begin(), tree_.out.end(),
                             [&](const Column& column) { return column.name == key.name; }))
                reading_.unknown(key, "output", key.name, names_of(tree_.out));
        for (const Column& column : tree_.out) {
            const YamlNode* node = give.find(column.name);
            if (!node && !column.type.maybe)
                reading_.error(give, fmt::format("'{}' is not given", column.name),
                               "every output, or `maybe` before its type");
            auto value = node ? output_of(loading_, *node, column) : std::nullopt;
            if (const auto span = value ? span_of(*value) : std::nullopt) {
                loading_.span_cells.push_back(span_cell(reading_, *node, column, *span));
                loading_.span_cells.back().column = fmt::format("{}.{}", tree_.name, column.name);
            }
            values.push_back(value ? std::move(*value) : cel::Value());
        }
        return values;
    }

    // Whoever is asked must be able to answer whatever is true.
    void find_gaps(const Question& question, const Choice* choice, Spot at) {
        if (unknown_choice_) return;
        const auto answered = [&](std::string_view value) {
            return std::any_of(question.answers.begin(), question.answers.end(),
                               [&](const Question::Answer& one) { return one.value == value; });
        };
        std::vector<std::string> open;
        for (const std::string& value : values_of(choice))
            if (!answered(value)) open.push_back(value);
        if (!open.empty() && !answered("any"))
            reading_.error(at, fmt::format("no answer for {}", join(open, ", ")),
                           "an answer for each, or `any` for what is left");
        if (open.empty() && answered("any"))
            reading_.error(at, "`any` is never reached: every answer is there", "no `any`");
    }

    Loading& loading_;
    Reading& reading_;
    Tree& tree_;
    bool broken_ = false;
    bool unknown_choice_ = false;
    std::size_t questions_ = 0;
};

}  // namespace

void declare_trees(Loading& loading) {
    std::vector<cel::Field> results;
    for (const Entry& entry : loading.trees) {
        loading.reading.set_file(entry.file);
        auto tree = std::make_shared<Tree>();
        tree->name = entry.name();
        tree->line = entry.key->line;
        loading.reading.check_name("tree", *entry.key, tree->name);
        TreeReader(loading, *tree).read(entry);
        results.push_back({tree->name, cel::Type::maybe(tree->type)});
        loading.process.trees.push_back(std::move(tree));
    }
    loading.reading.check_apart("tree", loading.trees);
    loading.process.trees_object = cel::Type::object("trees", std::move(results));
}

}  // namespace reeve::process
