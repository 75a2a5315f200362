#include "rehearse/read_rehearsal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rehearse/examples_internal.hpp"
#include "rehearse/reading_internal.hpp"
#include "rehearse/take_out.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

constexpr std::size_t example_steps_most = 20'000;

void read_rests_on(Scene& scene, const YamlNode& node, Rehearsal& rehearsal) {
    if (!node.is_list()) return scene.wrong(node, "`rests_on` is a list: [{rule: issue.acknowledged}]");
    for (const YamlNode& item : node.items) {
        if (!item.is_map() || item.keys.empty()) {
            scene.wrong(item, "each of `rests_on` names a part of the process",
                        "such as {rule: issue.acknowledged}");
            continue;
        }
        Foundation foundation;
        foundation.line = item.line;
        for (std::size_t i = 0; i < item.keys.size(); ++i) {
            const YamlKey& key = item.keys[i];
            if (key.name == "in") {
                for (const YamlNode* cell : scene.one_or_more(item.items[i], "`in`"))
                    foundation.in.push_back(cell->text);
            } else if (!foundation.kind.empty()) {
                scene.wrong(key, "one part of the process in each item");
            } else if (std::find(foundation_kinds().begin(), foundation_kinds().end(), key.name) ==
                       foundation_kinds().end()) {
                scene.unknown(key, "part of a process", key.name, foundation_kinds());
            } else if (auto path = scene.word(item.items[i], key.name)) {
                foundation.kind = key.name;
                foundation.path = std::move(*path);
            }
        }
        if (!foundation.kind.empty()) rehearsal.rests_on.push_back(std::move(foundation));
    }
}

void read_covers(Scene& scene, const YamlNode& node, Rehearsal& rehearsal) {
    for (const YamlNode* row : scene.one_or_more(node, "`covers`")) {
        const std::string& text = row->text;
        const bool good =
            text.size() >= 2 && text[0] >= 'A' && text[0] <= 'Z' &&
            std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!good)
            scene.wrong(*row, fmt::format("'{}' is no row", text), "a letter and a number, such as S5");
        else if (std::find(rehearsal.covers.begin(), rehearsal.covers.end(), text) == rehearsal.covers.end())
            rehearsal.covers.push_back(text);
    }
}

void read_beside(Scene& scene, const YamlNode& node, Rehearsal& rehearsal) {
    for (const YamlNode* id : scene.one_or_more(node, "`beside`")) {
        if (scene.vocabulary.beside.contains(id->text))
            rehearsal.beside.push_back(id->text);
        else
            scene.not_beside(*id, id->text);
    }
}

void read_former(Scene& scene, const YamlNode& node, Rehearsal& rehearsal) {
    std::vector<std::string> known;
    for (const auto& [version, words] : scene.vocabulary.former) known.push_back(std::to_string(version));
    if (!scene.known_word(node, "earlier version", known)) return;
    const auto version = process::yaml_integer(node);
    const auto words =
        version ? scene.vocabulary.former.find(static_cast<int>(*version)) : scene.vocabulary.former.end();
    if (words == scene.vocabulary.former.end())
        return scene.wrong(node, "`former` is the number of a version");
    rehearsal.former = words->first;
    scene.former = words->second.get();
}

bool read_head(Scene& scene, const YamlNode& root, Rehearsal& rehearsal) {
    bool good = true;
    const auto needed = [&](std::string_view key) -> const YamlNode* {
        const YamlNode* node = root.find(key);
        if (!node) {
            scene.wrong(root, fmt::format("a rehearsal needs `{}`", key));
            good = false;
        }
        return node;
    };
    if (const YamlNode* title = needed("rehearsal"))
        if (auto text = scene.word(*title, "the title")) rehearsal.title = std::move(*text);
    if (const YamlNode* process = needed("process")) {
        const std::vector<std::string> known{scene.vocabulary.process->id};
        if (auto id = scene.known_word(*process, "process", known))
            rehearsal.process = std::move(*id);
        else
            good = false;
    }
    if (const YamlNode* beside = root.find("beside")) read_beside(scene, *beside, rehearsal);
    if (const YamlNode* former = root.find("former")) read_former(scene, *former, rehearsal);
    if (const YamlNode* start = needed("start")) {
        const auto text = scene.word(*start, "`start`");
        const auto parsed = text ? parse_start(*text) : Outcome<Start>(refuse(RefusalKind::malformed, ""));
        if (parsed) {
            rehearsal.start = scene.now = parsed->at;
            rehearsal.zone = scene.zone = parsed->zone;
        } else {
            if (text) scene.wrong(*start, parsed.error().detail);
            good = false;
        }
    }
    if (const YamlNode* covers = root.find("covers")) read_covers(scene, *covers, rehearsal);
    if (const YamlNode* observer = root.find("observer"))
        if (auto person = scene.person(*observer)) rehearsal.observer = scene.observer = std::move(*person);
    return good;
}

void read_whole(Scene& scene, const YamlNode& root, Rehearsal& rehearsal) {
    if (!scene.map_of(root, "a rehearsal",
                      {"rehearsal", "covers", "process", "beside", "start", "former", "observer", "given",
                       "steps", "rests_on", "examples"}) ||
        !read_head(scene, root, rehearsal))
        return;
    scene.giving = true;
    if (const YamlNode* given = root.find("given")) read_given(scene, *given, rehearsal.steps);
    scene.giving = false;
    const YamlNode* steps = root.find("steps");
    if (!steps || !steps->is_list() || steps->items.empty())
        scene.wrong(steps ? *steps : root, "a rehearsal needs a list of `steps`");
    else
        for (const YamlNode& step : steps->items) read_step(scene, step, rehearsal.steps);
    if (const YamlNode* rests_on = root.find("rests_on")) read_rests_on(scene, *rests_on, rehearsal);
}

using Read = std::expected<Rehearsal, std::vector<Problem>>;

Read read_one(std::string_view file, const YamlNode& root, Scene scene) {
    Rehearsal rehearsal;
    rehearsal.file = std::string(file);
    read_whole(scene, root, rehearsal);
    std::vector<Problem> problems = scene.take();
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return rehearsal;
}

// The first row that is not well is told, with its own values in the places of the columns.
Read read_each(std::string_view file, const YamlNode& root, const Vocabulary& vocabulary) {
    Scene scene{std::string(file), vocabulary};
    const ExampleTable table = read_examples(scene, *root.find("examples"));
    std::vector<Problem> problems = scene.take();
    if (!problems.empty()) return std::unexpected(std::move(problems));
    std::optional<Rehearsal> whole;
    std::size_t steps = 0;
    for (const ExampleRow& row : table.rows) {
        Scene own{std::string(file), vocabulary};
        const YamlNode filled = filled_in(own, root, table, row);
        Read one = read_one(file, filled, std::move(own));
        if (!one) {
            for (Problem& problem : one.error())
                problem.what += fmt::format(", in the example of line {}", row.line);
            return one;
        }
        steps += one->steps.size();
        if (steps > example_steps_most)
            return std::unexpected(std::vector<Problem>{
                {std::string(file), row.line, 1,
                 fmt::format("the examples have more than {} steps together", example_steps_most), "", "",
                 false}});
        one->example = row.name;
        if (!whole) {
            whole = std::move(*one);
            if (const YamlNode* title = root.find("rehearsal")) whole->title = title->text;
            continue;
        }
        for (const std::string& covered : one->covers)
            if (std::ranges::find(whole->covers, covered) == whole->covers.end())
                whole->covers.push_back(covered);
        whole->more_examples.push_back(std::move(*one));
    }
    return std::move(*whole);
}

}  // namespace

std::expected<Rehearsal, std::vector<Problem>> read_rehearsal(std::string_view file, std::string_view text,
                                                              const Vocabulary& vocabulary) {
    std::vector<Problem> problems;
    const auto root = process::read_yaml(file, text, problems);
    if (!root || !problems.empty()) return std::unexpected(std::move(problems));
    if (root->find("examples")) return read_each(file, *root, vocabulary);
    return read_one(file, *root, Scene{std::string(file), vocabulary});
}

std::vector<std::string> named_beside(const process::SourceFile& rehearsal) {
    std::vector<Problem> problems;
    const auto root = process::read_yaml(rehearsal.path, rehearsal.text, problems);
    const YamlNode* beside = root ? root->find("beside") : nullptr;
    std::vector<std::string> named;
    if (beside && beside->is_scalar()) named.push_back(beside->text);
    if (beside && beside->is_list())
        for (const YamlNode& item : beside->items) named.push_back(item.text);
    return named;
}

}  // namespace reeve::rehearse
