#pragma once
// Reads what an administrator sent for an entry of the directory: each member onto what it was before, every
// mistake gathered. A member that is not sent stays as it was; null clears.

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "records/directory.hpp"

namespace reeve::desk {

class EntryValue {
public:
    // Only these members may be there; `id` and `version` besides.
    EntryValue(const Json& value, const records::Directory& directory,
               std::initializer_list<std::string_view> members);

    // A handle: lower-case letters, digits, '.', '_' and '-', and no id, so that either can stand for an
    // entry.
    void handle(std::string_view member, std::string& onto);
    void line(std::string_view member, std::string& onto, std::size_t most);  // one line of text, code points
    void flag(std::string_view member, bool& onto);
    // Within these bounds, both included.
    void instant(std::string_view member, Instant& onto, Instant earliest, Instant latest);
    void organisation(std::string_view member, Id& onto);
    void calendar(std::string_view member, Id& onto);
    void teams(std::string_view member, std::vector<Id>& onto);
    // Who votes in her place: {person, from?, until?}.
    void delegate(std::string_view member, std::optional<records::Delegation>& onto);
    // For what is made of more than one value: null when absent, and the list or object as sent.
    [[nodiscard]] const Json* list(std::string_view member);
    [[nodiscard]] const Json* object(std::string_view member);
    // The version that the sender saw, where she says so.
    void version(std::int64_t now);

    void malformed(std::string sentence);                       // 400: the first one is told
    void unmet(std::string_view member, std::string sentence);  // 422: all are told
    [[nodiscard]] Outcome<void> finish();

    // A reference by handle, by id, or as an object with its id: the form in which the API shows one.
    [[nodiscard]] const records::Organisation* find_organisation(const Json& reference,
                                                                 std::string_view member);
    [[nodiscard]] const records::Directory& directory() const { return directory_; }

private:
    [[nodiscard]] const Json* sent(std::string_view member);
    [[nodiscard]] const std::string* reference(const Json& value, std::string_view member);
    template <class Find>
    [[nodiscard]] auto find(const Json& value, std::string_view member, std::string_view what, Find find)
        -> decltype(find(std::string_view{}));

    const Json& value_;
    const records::Directory& directory_;
    std::vector<Refusal> refusals_;
    std::vector<Unmet> unmet_;
};

}  // namespace reeve::desk
