// Import mappings: the head, how the file writes things, texts and people.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "calendar/read_working_times.hpp"
#include "process/import_mapping.hpp"
#include "process/load_import_internal.hpp"
#include "process/yaml.hpp"

namespace reeve::process {
namespace {

constexpr std::string_view folder = "imports/";
constexpr std::string_view ending = ".yaml";

std::string_view name_of_file(std::string_view path) {
    path.remove_prefix(std::min(path.size(), path.rfind('/') + 1));
    return path.substr(0, path.size() - std::min(path.size(), ending.size()));
}

void add_names(std::vector<std::string>& onto, const Columns& columns) {
    onto.insert(onto.end(), columns.names.begin(), columns.names.end());
}

void add_names(std::vector<std::string>& onto, const TextFrom& text) {
    for (const Template& alternative : text.alternatives)
        for (const TemplatePiece& piece : alternative)
            if (piece.column) onto.push_back(piece.text);
}

}  // namespace

std::vector<std::string> ImportMapping::known_columns() const {
    std::vector<std::string> names = ignored;
    for (const Columns* columns : {&key, &at, &born, &channel, &priority, &state.columns, &reporter.columns,
                                   &logged_by.columns, &by.columns, &assignee.columns})
        add_names(names, *columns);
    for (const TextFrom* text : {&record_title, &description, &comment}) add_names(names, *text);
    for (const FieldFrom& from : fields) {
        add_names(names, from.columns);
        add_names(names, from.text);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Columns ImportReader::columns(const YamlNode* node, std::string_view what) {
    Columns found;
    if (!node) return found;
    found.line = node->line;
    for (Reading::Word& word : reading_.words_of(*node, what)) found.names.push_back(std::move(word.text));
    return found;
}

Columns ImportReader::required_columns(const YamlNode& root, std::string_view key, std::string_view why) {
    const YamlNode* node = root.find(key);
    if (!node)
        reading_.error(root, fmt::format("the mapping does not say `{}`, {}", key, why),
                       fmt::format("`{}: COLUMN`", key));
    return columns(node, fmt::format("`{}`", key));
}

Template ImportReader::template_of(Spot at, const std::string& text) {
    Template pieces;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t open = std::min(rest.find('{'), rest.size());
        if (open > 0) pieces.push_back({false, std::string(rest.substr(0, open))});
        rest.remove_prefix(open);
        if (rest.empty()) break;
        const std::size_t close = rest.find('}');
        if (close == std::string_view::npos || trim(rest.substr(1, close - 1)).empty()) {
            reading_.error(at, fmt::format("'{}' has a brace without a column's name", text),
                           "columns in braces, such as \"{category}, {subcategory}\"");
            return {};
        }
        pieces.push_back({true, std::string(trim(rest.substr(1, close - 1)))});
        rest.remove_prefix(close + 1);
    }
    return pieces;
}

TextFrom ImportReader::text_from(const YamlNode* node, std::string_view what) {
    TextFrom text;
    if (!node) return text;
    text.line = node->line;
    for (const Reading::Word& word : reading_.words_of(*node, what))
        if (Template pieces = template_of(word.at, word.text); !pieces.empty())
            text.alternatives.push_back(std::move(pieces));
    return text;
}

void ImportReader::read_head(const YamlNode& root, std::string_view name) {
    mapping_.name = std::string(name);
    if (const YamlNode* node = root.find("import")) {
        const auto word = reading_.word(*node, "`import`");
        if (word && *word != name)
            reading_.error(*node, fmt::format("the mapping calls itself '{}'", *word),
                           fmt::format("its file's name, {}", name));
    } else {
        reading_.error(root, "the mapping does not say its name", fmt::format("`import: {}`", name));
    }
    mapping_.source = mapping_.name;
    if (const YamlNode* node = root.find("source")) {
        mapping_.source = reading_.word(*node, "`source`").value_or("");
        if (!mapping_.source.empty()) reading_.check_name("source", *node, mapping_.source);
    }
    if (const YamlNode* node = root.find("form")) {
        const auto word = reading_.word(*node, "`form`");
        const std::vector<std::string> forms{"csv", "xes"};
        if (word && *word != "csv" && *word != "xes") reading_.unknown(*node, "form", *word, forms);
        if (word == "xes") mapping_.form = ImportMapping::Form::xes;
    }
    const YamlNode* type = root.find("type");
    if (!type) {
        reading_.error(root, "the mapping does not say which type of record comes out",
                       one_of(names_of(process_.types)));
        return;
    }
    const auto word = reading_.word(*type, "`type`");
    const auto found =
        word ? find_named(reading_, "record type", process_.types, *word, *type) : std::nullopt;
    typed_ = found.has_value();
    mapping_.type = found.value_or(0);
}

void ImportReader::read_dates(const YamlNode* node) {
    if (!node) {
        mapping_.dates.push_back(*calendar::DateForm::parse("ISO 8601"));
        return;
    }
    for (const Reading::Word& word : reading_.words_of(*node, "`dates`")) {
        auto form = calendar::DateForm::parse(word.text);
        if (form)
            mapping_.dates.push_back(std::move(*form));
        else
            reading_.error(word.at, form.error().detail, "such as \"D-M-YYYY H:mm\", or ISO 8601");
    }
}

void ImportReader::read_reading(const YamlNode& root) {
    const YamlNode* node = root.find("reading");
    if (node && reading_.is_map(*node, "`reading`"))
        reading_.check_keys(*node, "`reading`", {"nulls", "labels", "dates", "zone", "encoding"}, {});
    const auto part = [&](std::string_view key) { return node ? node->find(key) : nullptr; };
    if (const YamlNode* nulls = part("nulls"); nulls && nulls->is_list()) {
        for (const YamlNode& item : nulls->items)
            if (item.is_scalar())
                mapping_.nulls.push_back(item.text);
            else if (!item.is_null())
                (void)reading_.word(item, "what stands for nothing");
    } else if (nulls) {
        mapping_.nulls.push_back(reading_.word(*nulls, "`nulls`").value_or(""));
    }
    if (const YamlNode* labels = part("labels")) {
        if (labels->is_scalar() && !trim(labels->text).empty())
            mapping_.separator = labels->text;
        else
            reading_.error(*labels, "`labels` says nothing",
                           "what stands between code and words, such as \" - \"");
    }
    read_dates(part("dates"));
    if (const YamlNode* zone = part("zone")) {
        const auto name = reading_.word(*zone, "`zone`");
        const auto loaded = name ? calendar::Zone::load(*name) : calendar::Zone::utc();
        if (!loaded) reading_.error(*zone, loaded.error().detail);
        if (loaded) mapping_.zone = *loaded;
    }
    if (const YamlNode* encoding = part("encoding")) {
        const auto word = reading_.word(*encoding, "`encoding`");
        const std::vector<std::string> known{"utf-8", "windows-1252"};
        mapping_.windows_1252 = word == "windows-1252";
        if (word && *word != "utf-8" && !mapping_.windows_1252)
            reading_.unknown(*encoding, "encoding", *word, known);
    }
}

void ImportReader::read_organisation(const YamlNode* node) {
    if (!node || !reading_.is_map(*node, "`organisation`")) return;
    reading_.check_keys(*node, "`organisation`", {"name", "title", "kind", "calendar"}, {});
    const auto part = [&](std::string_view key) -> std::string {
        const YamlNode* found = node->find(key);
        return found ? reading_.word(*found, fmt::format("`{}`", key)).value_or("") : "";
    };
    mapping_.organisation = ImportedOrganisation{part("name"), part("title"), part("kind"), {}, {}};
    if (const YamlNode* calendar = node->find("calendar")) read_calendar(*calendar);
    if (!node->find("name")) reading_.error(*node, "the organisation has no `name`", "`name`, its handle");
    for (const std::string_view key : {"name", "kind"})
        if (const YamlNode* named = node->find(key); named && named->is_scalar() && !named->text.empty())
            reading_.check_name("organisation", *named, named->text);
}

// A calendar's handle, or `{ name: …, zone: …, days: mon-fri, hours: "08:00-18:00" }`.
void ImportReader::read_calendar(const YamlNode& node) {
    ImportedOrganisation& organisation = *mapping_.organisation;
    if (!node.is_map()) {
        organisation.calendar = reading_.word(node, "`calendar`").value_or("");
        return;
    }
    reading_.check_keys(node, "`calendar`", {"name", "zone", "days", "hours"}, {});
    const auto part = [&](std::string_view key) -> std::string {
        const YamlNode* found = node.find(key);
        if (!found)
            reading_.error(node, fmt::format("the calendar has no `{}`", key), fmt::format("`{}`", key));
        return found ? reading_.word(*found, fmt::format("`{}`", key)).value_or("") : "";
    };
    organisation.calendar = part("name");
    const std::string zone = part("zone");
    const std::string days = part("days");
    const std::string hours = part("hours");
    const std::vector<std::string_view> from_to = split(hours, '-');
    const std::vector<std::string_view> first_last = split(days, '-');
    static constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    JsonObject week;
    bool within = false;
    for (const std::string_view day : names) {
        within = within || day == first_last.front();
        if (within && from_to.size() == 2)
            week.set(std::string(day), JsonArray{JsonArray{Json(trim(from_to[0])), Json(trim(from_to[1]))}});
        if (day == first_last.back()) within = false;
    }
    organisation.hours = JsonObject{{"tz", zone}, {"week", std::move(week)}};
    const auto built = calendar::build_working_times(JsonObject{{organisation.calendar, organisation.hours}});
    if (!built || within || organisation.hours.find("week")->object().empty())
        reading_.error(node, "these are no working hours",
                       "such as { name: office, zone: UTC, days: mon-fri, hours: \"08:00-18:00\" }");
}

void ImportReader::read_texts(const YamlNode& root) {
    mapping_.key = required_columns(root, "key", "by which rows belong to one record");
    mapping_.at = required_columns(root, "at", "when a row held");
    mapping_.born = columns(root.find("born"), "`born`");
    mapping_.record_title = text_from(root.find("title"), "`title`");
    if (!root.find("title"))
        reading_.error(root, "the mapping does not say the records' `title`",
                       "such as `title: \"{short_description}\"`");
    mapping_.description = text_from(root.find("description"), "`description`");
    const YamlNode* comment = root.find("comment");
    if (comment && comment->is_map()) {
        reading_.check_keys(*comment, "`comment`", {"text", "audience"}, {});
        if (const YamlNode* audience = comment->find("audience"))
            mapping_.comment_audience = audience_of(reading_, *audience).value_or(Audience::internal);
        if (!comment->find("text"))
            reading_.error(*comment, "the comment has no `text`", "`text: \"{comments}\"`");
        comment = comment->find("text");
    }
    mapping_.comment = text_from(comment, "`comment`");
}

PersonFrom ImportReader::person_at(const YamlNode& root, std::string_view key) {
    PersonFrom person;
    const YamlNode* node = root.find(key);
    if (!node) return person;
    if (!node->is_map()) {
        person.columns = columns(node, fmt::format("`{}`", key));
        return person;
    }
    reading_.check_keys(*node, fmt::format("`{}`", key), {"column", "role", "prefix"}, {});
    person.columns = required_columns(*node, "column", "where the person stands");
    if (const YamlNode* role = node->find("role")) {
        person.role = reading_.word(*role, "`role`").value_or("");
        if (!person.role.empty()) (void)find_named(reading_, "role", process_.roles, person.role, *role);
    }
    if (const YamlNode* prefix = node->find("prefix")) {
        person.prefix = reading_.word(*prefix, "`prefix`").value_or("");
        if (!person.prefix.empty()) reading_.check_name("prefix", *prefix, person.prefix);
    }
    return person;
}

void ImportReader::read_people(const YamlNode& root) {
    mapping_.reporter = person_at(root, "reporter");
    mapping_.logged_by = person_at(root, "logged_by");
    mapping_.by = person_at(root, "by");
    mapping_.assignee = person_at(root, "assignee");
    if (const YamlNode* teams = root.find("teams"); teams && reading_.is_map(*teams, "`teams`")) {
        reading_.check_keys(*teams, "`teams`", {"prefix"}, {});
        if (const YamlNode* prefix = teams->find("prefix")) {
            mapping_.team_prefix = reading_.word(*prefix, "`prefix`").value_or("");
            if (!mapping_.team_prefix.empty()) reading_.check_name("prefix", *prefix, mapping_.team_prefix);
        }
    }
}

void ImportReader::check_ignored() {
    std::vector<std::string> used = mapping_.known_columns();
    for (const Reading::Word& word : ignored_) {
        if (std::find(used.begin(), used.end(), word.text) != used.end())
            reading_.error(word.at, fmt::format("the column '{}' is used and ignored", word.text),
                           "one of the two");
        mapping_.ignored.push_back(word.text);
    }
}

ImportMapping ImportReader::read(const YamlNode& root, std::string_view name) {
    if (!reading_.is_map(root, "a mapping")) return {};
    reading_.check_keys(
        root, "a mapping",
        {"import", "type",     "form",  "source",      "reading",  "organisation", "teams",    "key",
         "at",     "born",     "title", "description", "comment",  "channel",      "reporter", "logged_by",
         "by",     "assignee", "state", "fields",      "priority", "ignore"},
        {"links", "attachments", "services", "items"});
    read_head(root, name);
    read_reading(root);
    read_organisation(root.find("organisation"));
    read_texts(root);
    read_people(root);
    read_channel(root.find("channel"));
    if (const YamlNode* ignored = root.find("ignore")) ignored_ = reading_.words_of(*ignored, "`ignore`");
    if (typed_) {
        read_state(root);
        read_fields(root.find("fields"));
        read_priority(root.find("priority"));
        check_required(root);
        check_ignored();
    }
    return std::move(mapping_);
}

bool is_import_file(std::string_view path) {
    return path.starts_with(folder) && path.ends_with(ending) &&
           path.size() > folder.size() + ending.size() &&
           path.find('/', folder.size()) == std::string_view::npos;
}

std::expected<ImportMapping, std::vector<Problem>> load_import(const Process& process,
                                                               const SourceFile& file) {
    Reading reading;
    reading.set_file(file.path);
    std::vector<Problem> problems;
    const auto root = read_yaml(file.path, file.text, problems);
    for (Problem& problem : problems) reading.add(std::move(problem));
    ImportMapping mapping;
    if (root) mapping = ImportReader(reading, process).read(*root, name_of_file(file.path));
    problems = reading.take(false);
    if (problems.size() > problems_max) problems.resize(problems_max);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return mapping;
}

}  // namespace reeve::process
