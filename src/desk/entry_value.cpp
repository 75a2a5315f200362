#include "desk/entry_value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t handle_most = 63;
constexpr std::size_t list_most = 200;

bool is_handle(std::string_view text) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= handle_most && std::ranges::all_of(text, allowed) &&
           !Id::parse(text);
}

bool is_line(std::string_view text) {
    return std::ranges::none_of(text,
                                [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

EntryValue::EntryValue(const Json& value, const records::Directory& directory,
                       std::initializer_list<std::string_view> members)
    : value_(value), directory_(directory) {
    if (!value.is_object()) {
        malformed("An entry is an object of names and values.");
        return;
    }
    std::vector<std::string> known(members.begin(), members.end());
    known.insert(known.end(), {"id", "version"});
    for (const auto& [name, unused] : value.object()) {
        if (std::ranges::find(known, name) == known.end()) {
            const std::string_view near = nearest(name, known);
            malformed(fmt::format("There is no member '{}'{}", name.substr(0, handle_most),
                                  near.empty() ? "." : fmt::format("; did you mean '{}'?", near)));
        }
    }
}

void EntryValue::malformed(std::string sentence) {
    refusals_.push_back({RefusalKind::malformed, std::move(sentence), {}, 0});
}

void EntryValue::unmet(std::string_view member, std::string sentence) {
    unmet_.push_back({"field", std::string(member), std::move(sentence)});
}

Outcome<void> EntryValue::finish() {
    if (!refusals_.empty()) {
        return std::unexpected(refusals_.front());
    }
    if (!unmet_.empty()) {
        return refuse(RefusalKind::unmet, "The entry does not do as it is.", std::move(unmet_));
    }
    return {};
}

const Json* EntryValue::sent(std::string_view member) {
    return value_.find(member);
}

void EntryValue::handle(std::string_view member, std::string& onto) {
    const Json* given = sent(member);
    if (given == nullptr && !onto.empty()) {
        return;
    }
    if (given == nullptr || !given->is_string()) {
        malformed(fmt::format("'{}' is a handle, and must be given.", member));
    } else if (!is_handle(given->string())) {
        unmet(member, "A handle has at most 63 lower-case letters, digits, '.', '_' and '-', and is no id.");
    } else {
        onto = given->string();
    }
}

void EntryValue::line(std::string_view member, std::string& onto, std::size_t most) {
    const Json* given = sent(member);
    if (given == nullptr) {
        return;
    }
    if (given->is_null()) {
        onto.clear();
    } else if (!given->is_string()) {
        malformed(fmt::format("'{}' is a text.", member));
    } else if (length_utf8(given->string()) > most || !is_line(given->string())) {
        unmet(member, fmt::format("This is one line of at most {} characters.", most));
    } else {
        onto = trim(given->string());
    }
}

void EntryValue::flag(std::string_view member, bool& onto) {
    const Json* given = sent(member);
    if (given == nullptr) {
        return;
    }
    if (!given->is_bool()) {
        malformed(fmt::format("'{}' is true or false.", member));
    } else {
        onto = given->boolean();
    }
}

void EntryValue::instant(std::string_view member, Instant& onto, Instant earliest, Instant latest) {
    const Json* given = sent(member);
    if (given == nullptr || given->is_null()) {
        return;
    }
    const auto at = given->is_string() ? parse_instant(given->string()) : std::nullopt;
    if (!at) {
        malformed(fmt::format("'{}' is an instant such as 2024-01-31T08:00:00Z.", member));
    } else if (*at < earliest || *at > latest) {
        unmet(member, fmt::format("'{}' lies between {} and {}.", member, text(earliest), text(latest)));
    } else {
        onto = *at;
    }
}

const std::string* EntryValue::reference(const Json& value, std::string_view member) {
    const Json* id = value.is_object() ? value.find("id") : &value;
    if (id == nullptr || !id->is_string()) {
        malformed(fmt::format("'{}' names an entry by its handle or id.", member));
        return nullptr;
    }
    return &id->string();
}

template <class Find>
auto EntryValue::find(const Json& value, std::string_view member, std::string_view what, Find find)
    -> decltype(find(std::string_view{})) {
    const std::string* name = reference(value, member);
    if (name == nullptr) {
        return nullptr;
    }
    auto* found = find(std::string_view(*name));
    if (found == nullptr) {
        unmet(member, fmt::format("There is no {} '{}'.", what, name->substr(0, handle_most)));
    }
    return found;
}

const records::Organisation* EntryValue::find_organisation(const Json& value, std::string_view member) {
    return find(value, member, "organisation", [&](std::string_view name) {
        const std::optional<Id> id = Id::parse(name);
        return id ? directory_.organisation(*id) : directory_.organisation(name);
    });
}

void EntryValue::organisation(std::string_view member, Id& onto) {
    const Json* given = sent(member);
    if (given != nullptr && given->is_null()) {
        onto = {};
    } else if (given != nullptr) {
        const records::Organisation* found = find_organisation(*given, member);
        onto = found != nullptr ? found->id : onto;
    }
}

void EntryValue::calendar(std::string_view member, Id& onto) {
    const Json* given = sent(member);
    if (given != nullptr && given->is_null()) {
        onto = {};
    } else if (given != nullptr) {
        const records::WorkingCalendar* found = find(*given, member, "calendar", [&](std::string_view name) {
            const std::optional<Id> id = Id::parse(name);
            return id ? directory_.calendar(*id) : directory_.calendar(name);
        });
        onto = found != nullptr ? found->id : onto;
    }
}

void EntryValue::teams(std::string_view member, std::vector<Id>& onto) {
    const Json* given = list(member);
    if (given == nullptr) {
        return;
    }
    onto.clear();
    for (const Json& item : given->array()) {
        const records::Team* found = find(item, member, "team", [&](std::string_view name) {
            const std::optional<Id> id = Id::parse(name);
            return id ? directory_.team(*id) : directory_.team(name);
        });
        if (found != nullptr && std::ranges::find(onto, found->id) == onto.end()) {
            onto.push_back(found->id);
        }
    }
}

void EntryValue::delegate(std::string_view member, std::optional<records::Delegation>& onto) {
    const Json* given = sent(member);
    if (given == nullptr || given->is_null()) {
        onto = given == nullptr ? onto : std::nullopt;
        return;
    }
    const Json* named = given->find("person");
    if (!given->is_object() || named == nullptr) {
        malformed(fmt::format(
            "'{}' is {{\"person\": …}}, with \"from\" and \"until\" where it is for a time.", member));
        return;
    }
    for (const auto& [name, unused] : given->object()) {
        if (name != "person" && name != "from" && name != "until") {
            malformed(fmt::format("'{}' has no member '{}'.", member, name.substr(0, handle_most)));
        }
    }
    const records::Person* found = find(*named, member, "person", [&](std::string_view name) {
        const std::optional<Id> id = Id::parse(name);
        return id ? directory_.person(*id) : directory_.person(name);
    });
    records::Delegation delegation;
    for (const auto& [name, onto_this] :
         {std::pair("from", &delegation.from), std::pair("until", &delegation.until)}) {
        const Json* at = given->find(name);
        const auto read =
            at != nullptr && at->is_string() ? parse_instant(at->string()) : std::optional<Instant>();
        if (at != nullptr && !at->is_null() && !read) {
            malformed(fmt::format("'{}' is an instant such as 2024-01-31T08:00:00Z.", name));
        }
        *onto_this = read.value_or(*onto_this);
    }
    if (found != nullptr) {
        delegation.person = found->id;
        onto = delegation;
    }
}

const Json* EntryValue::list(std::string_view member) {
    const Json* given = sent(member);
    if (given == nullptr) {
        return nullptr;
    }
    if (!given->is_array() || given->array().size() > list_most) {
        malformed(fmt::format("'{}' is a list of at most {}.", member, list_most));
        return nullptr;
    }
    return given;
}

const Json* EntryValue::object(std::string_view member) {
    const Json* given = sent(member);
    if (given != nullptr && !given->is_object()) {
        malformed(fmt::format("'{}' is an object.", member));
        return nullptr;
    }
    return given;
}

void EntryValue::version(std::int64_t now) {
    const Json* given = sent("version");
    if (given == nullptr) {
        return;
    }
    if (!given->is_integer()) {
        malformed("'version' is the version that you saw.");
    } else if (given->integer() != now) {
        refusals_.insert(refusals_.begin(),
                         {RefusalKind::stale, "It has been changed meanwhile; look at it again.", {}, 0});
    }
}

}  // namespace reeve::desk
