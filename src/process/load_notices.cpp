// Notices: who is told what, when an effect says so.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "process/load_internal.hpp"
#include "process/moves.hpp"
#include "process/own_notices.hpp"
#include "process/told_words_internal.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t notices_max = 200;

using Kind = Notice::To::Kind;
constexpr std::array<std::pair<std::string_view, Kind>, 6> relations{{{"reporter", Kind::reporter},
                                                                      {"holder", Kind::holder},
                                                                      {"former_holder", Kind::former_holder},
                                                                      {"assignee", Kind::assignee},
                                                                      {"watchers", Kind::watchers},
                                                                      {"seats", Kind::seats}}};

void read_to(Loading& loading, const YamlNode& node, Notice& notice) {
    for (const Reading::Word& word : loading.reading.words_of(node, "`to`")) {
        const auto relation = std::find_if(relations.begin(), relations.end(),
                                           [&](const auto& known) { return known.first == word.text; });
        if (relation != relations.end()) {
            notice.to.push_back({relation->second, 0});
        } else if (const auto role = loading.process.role(word.text)) {
            notice.to.push_back({Kind::role, *role});
        } else {
            std::vector<std::string> known = names_of(loading.process.roles);
            for (const auto& [name, kind] : relations) known.emplace_back(name);
            loading.reading.unknown(word.at, "audience", word.text, known);
        }
    }
}

Notice read_notice(Loading& loading, const Entry& entry) {
    Reading& reading = loading.reading;
    Notice notice;
    notice.name = entry.name();
    notice.line = entry.key->line;
    reading.check_name("notice", *entry.key, notice.name);
    if (!reading.is_map(*entry.node, fmt::format("the notice '{}'", notice.name))) return notice;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a notice", {"title", "to", "text"},
                       {"channel", "channels", "from", "when", "floor", "print", "digest"});
    notice.title = reading.words(map.find("title"), "a title");
    notice.text = reading.words(map.find("text"), "`text`");
    if (const YamlNode* to = map.find("to")) read_to(loading, *to, notice);
    // What the desk gives by itself needs only what is to be otherwise.
    if (const Notice* own = own_notice(notice.name)) {
        if (!map.find("title")) notice.title = own->title;
        if (!map.find("text")) notice.text = own->text;
        if (!map.find("to")) notice.to = own->to;
    }
    if (notice.text.empty())
        reading.error(*entry.key, fmt::format("the notice '{}' says nothing", notice.name), "`text`");
    if (notice.to.empty() && (!map.find("to") || map.find("to")->is_list()))
        reading.error(*entry.key, fmt::format("the notice '{}' goes to nobody", notice.name),
                      "`to`: reporter, holder, former_holder, assignee, watchers, seats or a role");
    return notice;
}

bool sends(const RecordType& type, Index notice) {
    return std::ranges::any_of(effects_of(type), [&](const Effect* effect) {
        return effect->kind == Effect::Kind::notify && effect->index == notice;
    });
}

// It is the desk's, and nothing in the process sends it.
bool is_given_by_desk(const Process& process, Index notice) {
    return own_notice(process.notices[notice].name) != nullptr &&
           std::ranges::none_of(process.types, [&](const RecordType& type) { return sends(type, notice); });
}

// Whether there can be somebody whom it names, of some record of the type.
bool can_be(const RecordType& type, const Notice::To& to) {
    const bool moves = std::ranges::any_of(type.acts, [](const Act& act) { return act.moves_custody(); });
    switch (to.kind) {
        case Kind::seats: return !type.approvals.empty();
        case Kind::former_holder: return moves && !type.is_register;
        case Kind::holder:
        case Kind::assignee: return !type.is_register;
        default: return true;
    }
}

// Each type that sends it has somebody whom it tells.
void check_audience(Loading& loading, Index index, const Entry& entry) {
    const Notice& notice = loading.process.notices[index];
    for (const RecordType& type : loading.process.types) {
        const auto told = [&](const Notice::To& to) { return can_be(type, to); };
        if (notice.to.empty() || !sends(type, index) || std::ranges::any_of(notice.to, told)) continue;
        loading.reading.error(*entry.node->find("to"),
                              fmt::format("of '{}' the notice '{}' reaches nobody", type.name, notice.name),
                              "seats of approvals, former holders or holders that it has, or somebody else");
    }
}

// Every place is one that each record which sends it has; of what the desk gives by itself, each record.
void check_places(Loading& loading, Index index, const Entry& entry) {
    const Notice& notice = loading.process.notices[index];
    const bool by_desk = is_given_by_desk(loading.process, index);
    std::vector<std::string> known = places_of_records();
    if (by_desk)
        for (const std::string_view place : own_places(notice.name)) known.emplace_back(place);
    std::vector<std::string> fields;
    bool first = true;
    for (const RecordType& type : loading.process.types) {
        if (!by_desk && !sends(type, index)) continue;
        std::vector<std::string> names = names_of(type.fields);
        if (!first)
            std::erase_if(fields, [&](const std::string& name) {
                return std::find(names.begin(), names.end(), name) == names.end();
            });
        else
            fields = std::move(names);
        first = false;
    }
    for (const std::string& field : fields) known.push_back("record." + field);
    const YamlNode* text = entry.node->find("text");
    check_places(loading.reading, notice.text, text ? Spot(*text) : Spot(*entry.key), "place of a notice",
                 known);
    if (first && !notice.name.empty())
        loading.reading.warning(*entry.key, fmt::format("nothing sends the notice '{}'", notice.name),
                                "`notify` among the effects of an act, a state or an edge");
}

}  // namespace

void declare_notices(Loading& loading) {
    if (loading.notices.size() > notices_max) {
        loading.reading.set_file(loading.notices[notices_max].file);
        loading.reading.error(*loading.notices[notices_max].key,
                              fmt::format("a process has more than {} notices", notices_max), "fewer");
        loading.notices.resize(notices_max);
    }
    for (const Entry& entry : loading.notices) {
        loading.reading.set_file(entry.file);
        loading.process.notices.push_back(read_notice(loading, entry));
    }
    loading.reading.check_apart("notice", loading.notices);
}

void check_notices(Loading& loading) {
    for (Index i = 0; i < loading.process.notices.size(); ++i) {
        const Entry& entry = loading.notices[i];
        if (!entry.node->is_map()) continue;
        loading.reading.set_file(entry.file);
        check_audience(loading, i, entry);
        check_places(loading, i, entry);
        if (const YamlNode* text = entry.node->find("text"))
            check_languages(loading.reading, loading.process.notices[i].text, *text,
                            fmt::format("the notice '{}'", loading.process.notices[i].name));
    }
}

}  // namespace reeve::process
