#pragma once
// What the parts of the loader of import mappings share.

#include <functional>
#include <string>
#include <string_view>

#include "process/import_mapping.hpp"
#include "process/load_internal.hpp"
#include "process/reading_internal.hpp"

namespace reeve::process {

// One mapping while it is read. Nothing is thrown: what is wrong is a problem, and the rest is read on.
class ImportReader {
public:
    ImportReader(Reading& reading, const Process& process) : reading_(reading), process_(process) {}

    // `name` is the file's, without its ending.
    [[nodiscard]] ImportMapping read(const YamlNode& root, std::string_view name);

private:
    // Finds the target of a value, or says what is wrong: nothing.
    using TargetOf = std::function<std::optional<std::string>(const YamlNode&)>;

    void read_head(const YamlNode& root, std::string_view name);
    void read_reading(const YamlNode& root);
    void read_dates(const YamlNode* node);
    void read_organisation(const YamlNode* node);
    void read_calendar(const YamlNode& node);
    void read_texts(const YamlNode& root);
    void read_people(const YamlNode& root);
    PersonFrom person_at(const YamlNode& root, std::string_view key);
    void read_channel(const YamlNode* node);
    void read_priority(const YamlNode* node);

    void read_state(const YamlNode& root);
    ImportedState state_of(const YamlNode& node);
    void read_sets(const YamlNode& node, ImportedState& state);
    void read_fields(const YamlNode* node);
    void read_field(const YamlKey& key, const YamlNode& node);
    void read_field_parts(const YamlNode& map, FieldFrom& from);
    void read_compare(const YamlNode& node, FieldFrom& from);
    void check_required(const YamlNode& root);
    void check_ignored();

    Columns columns(const YamlNode* node, std::string_view what);
    Columns required_columns(const YamlNode& root, std::string_view key, std::string_view why);
    TextFrom text_from(const YamlNode* node, std::string_view what);
    Template template_of(Spot at, const std::string& text);
    void read_otherwise(const YamlNode& map, Otherwise& otherwise,
                        const std::function<void(const YamlNode&)>& value);
    // `values` and `otherwise` of the map.
    void read_values(const YamlNode& map, ValueMap& onto, const TargetOf& target);
    void add_choice_words(const Choice& choice, ValueMap& onto);
    std::optional<std::string> choice_value(const Choice& choice, const YamlNode& node);
    std::optional<Json> constant_of(const Field& field, const YamlNode& node);
    [[nodiscard]] const RecordType& type() const { return process_.types[mapping_.type]; }
    [[nodiscard]] const Choice* priority_choice() const;

    Reading& reading_;
    const Process& process_;
    ImportMapping mapping_;
    bool typed_ = false;  // the record type is known
    std::vector<Reading::Word> ignored_;
};

}  // namespace reeve::process
