#include "process/load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/load_moves_internal.hpp"
#include "process/process_id.hpp"
#include "process/yaml.hpp"

namespace reeve::process {
namespace {

constexpr std::string_view head_file = "process.yaml";
constexpr std::size_t roles_max = 200;
constexpr std::size_t choices_max = 500;
constexpr std::size_t tables_max = 500;
constexpr std::size_t trees_max = 200;
constexpr std::size_t types_max = 100;

std::string digest_of(std::vector<SourceFile> files) {
    std::erase_if(files, [](const SourceFile& file) { return !is_process_file(file.path); });
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    Sha256 digest;
    for (const SourceFile& file : files) {
        // The lengths keep one file's end from passing for the next one's beginning.
        digest.add(fmt::format("{} {} {} ", file.path.size(), file.text.size(), file.path));
        digest.add(file.text);
    }
    return hex(digest.finish());
}

void read_head(Loading& loading, std::string_view id, const YamlNode& map) {
    Reading& reading = loading.reading;
    Process& process = loading.process;
    if (!is_process_id(id))
        reading.error(map, fmt::format("'{}', the folder's name, is no name of a process", id),
                      std::string(process_id_rule));
    if (const YamlNode* name = map.find("process")) {
        const auto word = reading.word(*name, "`process`");
        if (word && *word != id)
            reading.error(*name, fmt::format("the process calls itself '{}'", *word),
                          fmt::format("its folder's name, {}", id));
    } else {
        reading.error(map, "the process does not say its name", fmt::format("`process: {}`", id));
    }
    if (const YamlNode* version = map.find("version"))
        process.version = static_cast<int>(reading.integer(*version, "`version`", 1, 1'000'000).value_or(1));
    else
        reading.error(map, "the process does not say its version", "`version: 1`");
    process.title = reading.words(map.find("title"), "a title");
    if (const YamlNode* reference = map.find("reference"))
        process.reference = reading.word(*reference, "`reference`").value_or("");
}

// The sections of all files together: a process may be spread over several.
void read_sections(Loading& loading, std::string_view id, const SourceFile& file, const YamlNode& root) {
    Reading& reading = loading.reading;
    reading.set_file(file.path);
    if (!reading.is_map(root, "a process")) return;
    const bool head = file.path == head_file;
    const auto check = [&](std::string_view what, Keys known) {
        reading.check_keys(root, what, known,
                           {"rotas", "calendars", "duties", "approvals", "registers", "ties", "overlays",
                            "measures", "texts", "documents", "parties", "services", "dossiers", "checklists",
                            "items", "vendors", "organisations"});
    };
    if (head) {
        check("a process", {"process", "version", "title", "reference", "roles", "choices", "tables", "trees",
                            "notices", "records", "moves"});
        read_head(loading, id, root);
    } else {
        check("a further file of a process", {"roles", "choices", "tables", "trees", "notices", "records"});
    }
    const auto add = [&](std::string_view key, std::vector<Entry>& onto) {
        for (Entry& entry : reading.entries(root.find(key), key)) {
            entry.file = file.path;
            onto.push_back(entry);
        }
    };
    add("roles", loading.roles);
    add("choices", loading.choices);
    add("tables", loading.tables);
    add("trees", loading.trees);
    add("notices", loading.notices);
    add("records", loading.types);
}

// What is beyond the limit is not read: everything else is.
void limit(Reading& reading, std::vector<Entry>& entries, std::string_view what, std::size_t most) {
    if (entries.size() <= most) return;
    reading.set_file(entries[most].file);
    reading.error(*entries[most].key, fmt::format("a process has more than {} {}", most, what), "fewer");
    entries.resize(most);
}

// The further rounds, once every name is declared.
void define_types(Loading& loading) {
    const auto count = static_cast<Index>(loading.process.types.size());
    for (Index i = 0; i < count; ++i) define_fields(loading, i);
    for (Index i = 0; i < count; ++i) settle_links(loading, i);
    settle_registers(loading);
    settle_tables(loading);
    std::vector<Scopes> scopes;
    for (Index i = 0; i < count; ++i)
        scopes.emplace_back(loading.process, i, loading.broken, loading.table_functions);
    const auto each = [&](auto&& work) {
        for (Index i = 0; i < count; ++i) {
            const TypeSource& source = loading.sources[i];
            if (!source.entry.node->is_map()) continue;
            loading.reading.set_file(source.entry.file);
            work(Defining{loading, loading.process.types[i], source, scopes[i]});
        }
    };
    each([](const Defining& in) {
        const YamlNode& map = *in.source.entry.node;
        define_custody(in, map.find("custody"));
        define_checklists(in);
        define_dossiers(in);
        define_states(in);
        define_acts(in);
        define_restrictions(in);
        define_edges(in, map.find("on"));
        define_approvals(in);
        define_clocks(in);
        define_order(in, map.find("order"));
        define_rules(in, map.find("rules"));
        define_limits(in, map.find("limits"));
        const AskedSince& asked = in.scopes.asked();
        in.type.scopes.assign(asked.acts.begin(), asked.acts.end());
        in.type.scopes_leg = asked.leg;
        in.type.scopes_round = asked.round;
    });
    // Of names and shapes nothing is missing from here on: the process could be gone by as it is.
    const Reading::Mild mild(loading.reading);
    each([](const Defining& in) {
        if (in.type.states.empty()) return;  // which is said; the rest would be said of none
        check_lifecycle(in);
        check_acts(in);
        check_causes(in);
        check_clocks(in);
        check_hand_overs(in);
        check_idle(in);
        check_approvals(in);
        check_structure(in);
        check_edges(in);
        check_rows_from(in);
        check_published(in);
    });
    check_notices(loading);
    check_act_graph(loading);
    settle_working_days(loading);
}

std::vector<Problem> limited(std::vector<Problem> problems) {
    if (problems.size() <= problems_max) return problems;
    const std::size_t left_out = problems.size() - problems_max;
    problems.resize(problems_max);
    problems.push_back(
        {problems.back().file, 0, 0, fmt::format("{} more mistakes are not shown", left_out), "", "", false});
    return problems;
}

}  // namespace

bool is_process_file(std::string_view path) {
    return path.ends_with(".yaml") && path.find('/') == std::string_view::npos && path != "demo.yaml";
}

std::expected<Loaded, std::vector<Problem>> load_process(std::string_view id,
                                                         const std::vector<SourceFile>& files, Text text) {
    Loading loading;
    loading.reading.set_in_use(text == Text::in_use);
    loading.process.id = std::string(id);
    loading.process.digest = digest_of(files);
    std::vector<YamlNode> roots;
    roots.reserve(files.size());  // the loader points into the trees
    const YamlNode* moves = nullptr;
    bool head = false;
    bool whole = true;
    for (const SourceFile& file : files) {
        if (!is_process_file(file.path)) continue;
        std::vector<Problem> problems;
        auto root = read_yaml(file.path, file.text, problems);
        for (Problem& problem : problems) loading.reading.add(std::move(problem));
        head = head || file.path == head_file;
        whole = whole && root.has_value();
        if (!root) continue;
        roots.push_back(std::move(*root));
        read_sections(loading, id, file, roots.back());
        if (file.path == head_file) moves = roots.back().find("moves");
    }
    if (!head)
        loading.reading.add(
            {std::string(head_file), 0, 0, "the process has no such file", "process.yaml", "", false});
    // What a file that cannot be read would have declared is not known: everything that names it would be a
    // mistake.
    if (whole && head) {
        if (loading.types.empty()) {
            loading.reading.set_file(head_file);
            loading.reading.error(Spot{1, 1}, "the process has no records",
                                  "`records`, with at least one type");
        }
        limit(loading.reading, loading.roles, "roles", roles_max);
        limit(loading.reading, loading.choices, "choices", choices_max);
        limit(loading.reading, loading.tables, "tables", tables_max);
        limit(loading.reading, loading.trees, "trees", trees_max);
        limit(loading.reading, loading.types, "record types", types_max);
        declare_roles(loading);
        declare_choices(loading);
        declare_tables(loading);
        loading.table_functions = table_functions(loading.process, loading.broken);
        declare_trees(loading);
        declare_notices(loading);
        declare_types(loading);
        check_names(loading);
        check_tables(loading);
        define_types(loading);
        loading.reading.set_file(head_file);
        if (moves) define_moves(loading, *moves);
    }
    std::vector<Problem> problems = loading.reading.take(false);
    if (!problems.empty()) return std::unexpected(limited(std::move(problems)));
    loading.reading.warn_of_missing_languages();
    loading.process.languages = loading.reading.languages();
    for (RecordType& type : loading.process.types) type.onward = onward_of(loading.process, type);
    return Loaded{std::make_shared<const Process>(std::move(loading.process)), loading.reading.take(true)};
}

}  // namespace reeve::process
