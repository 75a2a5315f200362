#pragma once
// What the readers of a rehearsal's parts share: the words that are known so far, and what was found wrong.

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "process/yaml.hpp"
#include "rehearse/rehearsal.hpp"
#include "rehearse/vocabulary.hpp"

namespace reeve::rehearse {

using process::YamlKey;
using process::YamlNode;

class Scene {
public:
    Scene(std::string file, const Vocabulary& words)
        : vocabulary(words), words_(&words), file_(std::move(file)) {}

    const Vocabulary& vocabulary;  // of the version that is rehearsed
    // Those in which things are said here: of the version on which the records are that it is about.
    [[nodiscard]] const Vocabulary& words() const { return *words_; }
    // `former`: the version with which records begin, as long as they are given; null: there is none.
    const Vocabulary* former = nullptr;
    bool giving = false;
    // What is read next is about that record; about none yet where the name is empty.
    void speak_of(std::string_view record);
    // What is read next is about another process that is on the desk; false where there is none of that id.
    bool speak_with(std::string_view process);
    // It goes over to the version that is rehearsed.
    void move(const std::string& record, const process::RecordType* type);

    calendar::Zone zone;
    Instant now;  // where the clock stands at the step that is read
    std::string last_person;
    std::string observer;
    // The records named so far, each with its type.
    std::map<std::string, const process::RecordType*, std::less<>> records;

    void not_beside(const process::YamlNode& at, std::string_view process) {
        wrong(at, "the process '" + std::string(process) + "' is not beside this one",
              "its folder, with --beside; on a desk, that it is in use there");
    }
    template <class Place>  // a YamlNode or a YamlKey
    void wrong(const Place& at, std::string what, std::string expected = {}, std::string nearest = {}) {
        problems_.push_back(
            {file_, at.line, at.column, std::move(what), std::move(expected), std::move(nearest), false});
    }
    template <class Place>
    void unknown(const Place& at, std::string_view kind, std::string_view name,
                 std::span<const std::string> known) {
        report_unknown(at.line, at.column, kind, name, known);
    }
    // False, with a problem, unless the node is a map whose keys are all among `known`.
    bool map_of(const YamlNode& node, std::string_view what, std::initializer_list<std::string_view> known);
    // A scalar's text; nothing, with a problem, for anything else.
    std::optional<std::string> word(const YamlNode& node, std::string_view what);
    // One text, or a list of them.
    std::vector<const YamlNode*> one_or_more(const YamlNode& node, std::string_view what);
    // One of `known`, or a problem.
    std::optional<std::string> known_word(const YamlNode& node, std::string_view kind,
                                          std::span<const std::string> known);
    std::optional<std::string> person(const YamlNode& node) {
        return known_word(node, "person", vocabulary.people);
    }
    // The name of a record that a step before named.
    std::optional<std::string> record(const YamlNode& node);
    std::optional<Instant> instant(const YamlNode& node);
    // False, with a problem, when it is no name for a record or is taken.
    bool name_record(const YamlNode& node, const process::RecordType* type);

    // What adds no check to the step and is no mistake in itself asks nothing.
    template <class Read>
    void read_asking(const YamlKey& key, const Step& step, const Read& read) {
        const std::size_t asked = step.checks.size(), mistakes = problems_.size();
        read();
        if (step.checks.size() == asked && problems_.size() == mistakes)
            wrong(key, "`" + key.name + "` asks nothing", "what it is to be, or `none`");
    }
    [[nodiscard]] std::vector<Problem> take();

private:
    void report_unknown(int line, int column, std::string_view kind, std::string_view name,
                        std::span<const std::string> known);

    const Vocabulary* words_;
    std::set<std::string, std::less<>> on_former_;                     // records that have not moved
    std::map<std::string, const Vocabulary*, std::less<>> elsewhere_;  // those of other processes
    std::string file_;
    std::vector<Problem> problems_;
};

// Upper-case first, so that it is no word of a process: A, B2, Visit.
[[nodiscard]] bool is_record_name(std::string_view text);

template <class Named>
[[nodiscard]] std::vector<std::string> names_of(const std::vector<Named>& list) {
    std::vector<std::string> names;
    names.reserve(list.size());
    for (const Named& entry : list) names.push_back(entry.name);
    return names;
}

// Links of the type's records, from whichever end.
[[nodiscard]] std::vector<std::string> links_of(const process::RecordType& type);

// A field's value as it is sent. `lenient`, where the step must be refused: what the desk must find is not
// reported here.
[[nodiscard]] std::optional<Json> sent_value(Scene& scene, const process::Field& field, const YamlNode& node,
                                             bool lenient);
// The text that the desk's value must have once it is shown; "none" for no value.
[[nodiscard]] std::optional<std::string> expected_value(Scene& scene, const process::Field& field,
                                                        const YamlNode& node);

// `with:` of a logged record, and of an act.
void read_log_with(Scene& scene, const process::RecordType& type, const YamlNode& node, bool lenient,
                   Step& step);
void read_act_with(Scene& scene, const process::RecordType& type, const YamlNode& node, bool lenient,
                   Step& step);

// One step, or one entry of the set-up, with those that follow it there.
void read_step(Scene& scene, const YamlNode& node, std::vector<Step>& steps);
void read_given(Scene& scene, const YamlNode& node, std::vector<Step>& steps);

// Adds the checks of `expect:`.
void read_expect(Scene& scene, const YamlNode& node, Step& step);

// The acts of a type, the built-in ones among them.
[[nodiscard]] std::vector<std::string> acts_of(const process::RecordType& type);

}  // namespace reeve::rehearse
