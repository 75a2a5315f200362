// Approvals: who is heard, on what, by which rule; and who may take part neither in an act nor in a vote.
#include <fmt/format.h>

#include <algorithm>

#include "process/load_internal.hpp"
#include "process/moves.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t approvals_max = 50;  // what explores them has a bit for each: 64 at the most
constexpr std::size_t seats_max = 50;
constexpr std::string_view act_prefix = "act ";

class ApprovalReader {
public:
    ApprovalReader(const Defining& in, std::size_t index)
        : in_(in),
          reading_(in.reading()),
          approval_(in.type.approvals[index]),
          entry_(in.source.approvals[index]) {}

    void read() {
        if (!reading_.is_map(*entry_.node, fmt::format("the approval '{}'", approval_.name))) return;
        const YamlNode& map = *entry_.node;
        reading_.check_keys(
            map, "an approval",
            {"title", "seats", "quorum", "covers", "exclude", "after", "expires", "opens", "reasons"},
            {"delegates", "when", "notify", "weights"});
        approval_.title = reading_.words(map.find("title"), "a title");
        read_seats(map.find("seats"));
        if (const YamlNode* quorum = map.find("quorum")) read_quorum(*quorum);
        if (const YamlNode* exclude = map.find("exclude")) approval_.exclude = exclusions_of(in_, *exclude);
        if (const YamlNode* after = map.find("after")) read_after(*after);
        if (const YamlNode* expires = map.find("expires")) read_expires(*expires);
        if (const YamlNode* opens = map.find("opens")) read_opens(*opens);
        if (const YamlNode* reasons = map.find("reasons")) read_reasons(*reasons);
        read_covers(map.find("covers"));
    }

private:
    void read_seats(const YamlNode* node) {
        if (!node || (node->is_list() && node->items.empty())) {
            reading_.error(node ? Spot(*node) : Spot(*entry_.key),
                           fmt::format("the approval '{}' has no `seats`", approval_.name),
                           "the roles that are heard");
            return;
        }
        if (!node->is_list()) return read_seat(*node);
        for (const YamlNode& item : node->items) read_seat(item);
        if (approval_.seats.size() <= seats_max) return;
        reading_.error(*node, fmt::format("an approval has more than {} seats", seats_max), "fewer");
        approval_.seats.resize(seats_max);
    }

    void read_seat(const YamlNode& node) {
        const YamlNode* role = &node;
        const YamlNode* at = nullptr;
        if (node.is_map()) {
            reading_.check_keys(node, "a seat", {"role", "at"}, {"count", "person"});
            role = node.find("role");
            at = node.find("at");
            if (!role) return reading_.error(node, "a seat has no `role`", "the role that is heard");
        }
        const auto word = reading_.word(*role, "a seat");
        const auto index =
            word ? find_named(reading_, "role", in_.process().roles, *word, *role) : std::nullopt;
        if (!index) return;
        Seat seat{*index, {}};
        const Role& of = in_.process().roles[*index];
        // A role that is of an organisation wherever it stands is so here.
        if (!at && !of.at_name.empty()) seat.at = field_of(of, *role);
        if (at) seat.at = organisation_field(*at);
        if (!of.reads_internal && !of.is_reporter)
            reading_.warning(*role,
                             fmt::format("'{}' reads no internal entries, so who votes for it sees neither "
                                         "the other votes nor what is attached inside",
                                         of.name),
                             "`reads_internal: true` for the role");
        approval_.seats.push_back(seat);
    }

    // Where the type has no such field it would be heard wherever it is.
    std::optional<Index> field_of(const Role& role, Spot at) {
        const auto field = in_.type.field(role.at_name);
        if (field && in_.type.fields[*field].kind == FieldKind::organisation) return field;
        const Reading::Mild mild(reading_);  // earlier releases heard it wherever it is
        reading_.error(at,
                       fmt::format("'{}' is a role at '{}', and '{}' has no such organisation", role.name,
                                   role.at_name, in_.type.name),
                       "`{ role: …, at: FIELD }`, with an organisation of this type");
        return field;
    }

    std::optional<Index> organisation_field(const YamlNode& node) {
        const auto word = reading_.word(node, "`at`");
        const auto field = word ? find_named(reading_, "field", in_.type.fields, *word, node) : std::nullopt;
        if (!field || in_.type.fields[*field].kind == FieldKind::organisation) return field;
        reading_.error(node, fmt::format("the field '{}' names no organisation", *word),
                       "a field of the kind `organisation`");
        return std::nullopt;
    }

    void read_quorum(const YamlNode& node) {
        if (node.is_scalar() && node.text == "all") return;
        const auto votes = reading_.integer(node, "`quorum`", 1, static_cast<std::int64_t>(seats_max));
        if (!votes) return;
        approval_.quorum = static_cast<std::size_t>(*votes);
        if (approval_.quorum > approval_.seats.size() && !approval_.seats.empty())
            reading_.error(node,
                           fmt::format("'{}' needs {} votes and has {} seats", approval_.name,
                                       approval_.quorum, approval_.seats.size()),
                           "all, or no more votes than seats");
    }

    void read_after(const YamlNode& node) {
        const auto word = reading_.word(node, "`after`");
        if (word) approval_.after = find_named(reading_, "approval", in_.type.approvals, *word, node);
    }

    void read_expires(const YamlNode& node) {
        const auto span = span_of(reading_, node, "`expires`");
        if (!span) return;
        if (span->working_days > 0)
            reading_.error(node, "`wd` counts in a calendar, and an approval has none",
                           "d: days of 24 hours");
        else if (*span == Span{})
            reading_.error(node, "an approval that expires at once", "a length of time");
        else
            approval_.expires = span;
    }

    void read_opens(const YamlNode& node) {
        for (const Reading::Word& word : reading_.words_of(node, "`opens`")) {
            const auto state = find_named(reading_, "state", in_.type.states, word.text, word.at);
            if (!state) continue;
            std::vector<Index> entered = leaves_of(in_.type, *state);
            std::erase_if(entered, [&](Index leaf) { return in_.type.states[leaf].end; });
            if (entered.empty()) {
                const Reading::Mild mild(reading_);  // earlier releases took one with nothing but ends in it
                reading_.error(word.at,
                               fmt::format("'{}' is an end, where nothing is asked any more", word.text),
                               "another state");
                entered.push_back(*state);  // with none it would open anywhere
            }
            for (const Index leaf : entered)
                if (std::find(approval_.opens.begin(), approval_.opens.end(), leaf) == approval_.opens.end())
                    approval_.opens.push_back(leaf);
        }
    }

    void read_reasons(const YamlNode& node) {
        const auto word = reading_.word(node, "`reasons`");
        if (!word || *word == "for_no") return;
        if (*word == "always") {
            approval_.reasons = Approval::Reasons::always;
        } else if (*word == "never") {
            approval_.reasons = Approval::Reasons::never;
        } else {
            const std::vector<std::string> known{"for_no", "always", "never"};
            reading_.unknown(node, "value of `reasons`", *word, known);
        }
    }

    void read_covers(const YamlNode* node) {
        Subject& covers = approval_.covers;
        if (!node) return cover_everything();
        covers = {false, false, false, {}, {}};
        for (const Reading::Word& word : reading_.words_of(*node, "`covers`")) {
            if (word.text == "title") {
                covers.title = true;
            } else if (word.text == "description") {
                covers.description = true;
            } else if (word.text == "attachments") {
                covers.attachments = true;
            } else if (const auto field = in_.type.field(word.text)) {
                covers.fields.push_back(*field);
            } else if (const auto link = in_.type.link(word.text)) {
                covers.links.push_back(*link);
            } else {
                std::vector<std::string> known = names_of(in_.type.fields);
                for (const Link& other : in_.type.links) known.push_back(other.name);
                known.insert(known.end(), {"title", "description", "attachments"});
                reading_.unknown(word.at, "field or link", word.text, known);
            }
        }
        if (node->is_list() && node->items.empty())
            reading_.error(*node, fmt::format("'{}' covers nothing", approval_.name),
                           "what is put before the seats");
    }

    // All that people fill in, documents and links; not what is said, nor who has it.
    void cover_everything() {
        for (Index f = 0; f < in_.type.fields.size(); ++f) {
            const auto asks = [&](const Act& act) {
                return std::any_of(act.form.begin(), act.form.end(), [&](const FormItem& item) {
                    return item.kind == FormItem::Kind::field && item.field == f;
                });
            };
            if (std::any_of(in_.type.acts.begin(), in_.type.acts.end(), asks))
                approval_.covers.fields.push_back(f);
        }
        for (Index l = 0; l < in_.type.links.size(); ++l) approval_.covers.links.push_back(l);
    }

    const Defining& in_;
    Reading& reading_;
    Approval& approval_;
    const Entry& entry_;
};

}  // namespace

std::vector<Exclusion> exclusions_of(const Defining& in, const YamlNode& node) {
    std::vector<Exclusion> list;
    for (const Reading::Word& word : in.reading().words_of(node, "`exclude`")) {
        using Kind = Exclusion::Kind;
        if (word.text == "assignee") {
            list.push_back({Kind::assignee, 0});
        } else if (word.text == "reporter") {
            list.push_back({Kind::reporter, 0});
        } else if (word.text == "logger") {
            list.push_back({Kind::logger, 0});
        } else if (word.text.starts_with(act_prefix)) {
            const std::string name = word.text.substr(act_prefix.size());
            if (const auto act = find_named(in.reading(), "act", in.type.acts, name, word.at))
                list.push_back({Kind::act, *act});
        } else {
            const std::vector<std::string> known{"assignee", "reporter", "logger", "act NAME"};
            in.reading().unknown(word.at, "party to exclude", word.text, known);
        }
    }
    return list;
}

void declare_approvals(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node) {
    Reading& reading = loading.reading;
    source.approvals = reading.entries(node, "approvals");
    reading.limit(node, "approvals", approvals_max, source.approvals);
    for (const Entry& entry : source.approvals) {
        Approval approval;
        approval.name = entry.name();
        approval.line = entry.key->line;
        reading.check_name("approval", *entry.key, approval.name);
        type.approvals.push_back(std::move(approval));
    }
    reading.check_apart("approval", source.approvals);
}

void define_approvals(const Defining& in) {
    for (std::size_t i = 0; i < in.type.approvals.size(); ++i) ApprovalReader(in, i).read();
    // One that follows another asks about the same; so does what follows it in turn.
    for (std::size_t i = 0; i < in.type.approvals.size(); ++i)
        for (Approval& approval : in.type.approvals)
            if (approval.after) approval.covers = in.type.approvals[*approval.after].covers;
}

}  // namespace reeve::process
