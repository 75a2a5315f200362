#include "http/command_body.hpp"

#include <array>

#include "base/instant.hpp"
#include "http/serving.hpp"
#include "http/upload_routes.hpp"

namespace reeve::http {
namespace {

// Comment as {text, audience} or just its text.
Outcome<std::optional<records::CommentPart>> comment_of(const Json* given) {
    if (!given || given->is_null()) return std::optional<records::CommentPart>{};
    if (given->is_string()) return std::optional<records::CommentPart>{{given->string(), ""}};
    if (!given->is_object())
        return refuse(RefusalKind::malformed, "comment is a string, or {text, audience}.");
    static constexpr std::array<std::string_view, 2> kMembers{"text", "audience"};
    if (auto allowed = only_members(*given, kMembers); !allowed) return std::unexpected(allowed.error());
    auto words = text_member(*given, "text");
    if (!words) return std::unexpected(words.error());
    auto audience = text_member(*given, "audience");
    if (!audience) return std::unexpected(audience.error());
    if (!*words) return refuse(RefusalKind::malformed, "A comment needs its text.");
    if (*audience && **audience != "public" && **audience != "internal")
        return refuse(RefusalKind::malformed, "audience is public or internal.");
    return std::optional<records::CommentPart>{{std::move(**words), audience->value_or("")}};
}

Outcome<std::vector<records::LinkPart>> links_of(const Json* given) {
    std::vector<records::LinkPart> links;
    if (!given || given->is_null()) return links;
    if (!given->is_array() || given->array().size() > 100)
        return refuse(RefusalKind::malformed, "links is an array of at most 100 {link, number, remove}.");
    static constexpr std::array<std::string_view, 3> kMembers{"link", "number", "remove"};
    for (const Json& item : given->array()) {
        if (!item.is_object())
            return refuse(RefusalKind::malformed, "Each of links is {link, number, remove}.");
        if (auto allowed = only_members(item, kMembers); !allowed) return std::unexpected(allowed.error());
        auto link = text_member(item, "link");
        auto number = text_member(item, "number");
        if (!link || !number) return std::unexpected((!link ? link : number).error());
        const Json* remove = item.find("remove");
        if (!*link || !*number || (remove && !remove->is_bool()))
            return refuse(RefusalKind::malformed, "Each of links is {link, number, remove}.");
        links.push_back({std::move(**link), std::move(**number), remove && remove->boolean()});
    }
    return links;
}

// {"triage": ["yes", "no"]}: what was answered, in order.
Outcome<std::vector<records::TreePart>> trees_of(const Json* given) {
    std::vector<records::TreePart> trees;
    if (!given || given->is_null()) return trees;
    const auto wrong = [] {
        return refuse(RefusalKind::malformed,
                      "trees is an object of names and of at most 100 answers each, as strings.");
    };
    if (!given->is_object() || given->object().size() > 20) return wrong();
    for (const auto& [name, answers] : given->object()) {
        if (!answers.is_array() || answers.array().size() > 100) return wrong();
        records::TreePart part{name, {}};
        for (const Json& answer : answers.array()) {
            if (!answer.is_string()) return wrong();
            part.answers.push_back(answer.string());
        }
        trees.push_back(std::move(part));
    }
    return trees;
}

Outcome<void> read_new(const Json& body, records::Command& command) {
    const auto text_into = [&](std::string_view name, std::string& onto) -> Outcome<void> {
        auto value = text_member(body, name);
        if (!value) return std::unexpected(value.error());
        onto = value->value_or("");
        return {};
    };
    std::string type;
    for (const auto& [name, onto] : std::initializer_list<std::pair<std::string_view, std::string*>>{
             {"type", &type},
             {"title", &command.title},
             {"description", &command.description},
             {"reporter", &command.reporter},
             {"channel", &command.channel}})
        if (auto read = text_into(name, *onto); !read) return read;
    const std::size_t slash = type.find('/');
    if (slash == std::string::npos)
        return refuse(RefusalKind::malformed, "type names process and type, such as \"epts-support/issue\".");
    command.process = type.substr(0, slash);
    command.type = type.substr(slash + 1);
    return read_claim(body, command);
}

}  // namespace

Outcome<void> read_claim(const Json& body, records::Command& command) {
    auto occurred = text_member(body, "occurred_at");
    if (!occurred) return std::unexpected(occurred.error());
    if (occurred->value_or("").empty()) return {};
    command.claimed = parse_instant(**occurred);
    if (!command.claimed)
        return refuse(RefusalKind::malformed, "occurred_at is an RFC 3339 instant with its offset.");
    return {};
}

Outcome<void> read_parts(Api& api, const Call& call, const Json& body, records::Command& command) {
    if (const Json* fields = body.find("fields"); fields && !fields->is_null()) {
        if (!fields->is_object())
            return refuse(RefusalKind::malformed, "fields is an object of names and values.");
        command.fields = fields->object();
    }
    auto comment = comment_of(body.find("comment"));
    if (!comment) return std::unexpected(comment.error());
    command.comment = std::move(*comment);
    auto links = links_of(body.find("links"));
    if (!links) return std::unexpected(links.error());
    command.links = std::move(*links);
    auto trees = trees_of(body.find("trees"));
    if (!trees) return std::unexpected(trees.error());
    command.trees = std::move(*trees);
    auto attachments = take_uploads(api, call, body.find("attachments"));
    if (!attachments) return std::unexpected(attachments.error());
    command.attachments = std::move(*attachments);
    return {};
}

Outcome<void> read_log(Api& api, const Call& call, records::Command& command) {
    static constexpr std::array<std::string_view, 11> kMembers{
        "type",        "title",       "description", "fields", "reporter", "channel",
        "occurred_at", "attachments", "comment",     "links",  "trees"};
    command.kind = records::Command::Kind::log;
    if (auto allowed = only_members(call.body, kMembers); !allowed) return allowed;
    if (auto read = read_new(call.body, command); !read) return read;
    return read_parts(api, call, call.body, command);
}

}  // namespace reeve::http
