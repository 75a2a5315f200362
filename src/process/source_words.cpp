#include "process/source_words.hpp"

#include "base/text.hpp"

namespace reeve::process {

SourceWords::Parts SourceWords::parts(std::string_view text) const {
    Parts parts;
    parts.whole = lower_ascii(trim(text));
    if (separator_.empty()) return parts;
    // "2 -Medium" is a label as well as "2 - Medium".
    const std::string_view mark = trim(separator_).empty() ? std::string_view(separator_) : trim(separator_);
    const std::size_t at = parts.whole.find(mark);
    if (at == std::string::npos) return parts;
    const std::string_view whole = parts.whole;
    const bool spaced = mark.size() != separator_.size();
    const bool stands_free =
        (at > 0 && whole[at - 1] == ' ') || whole.substr(at + mark.size()).starts_with(' ');
    if (spaced && !stands_free) return parts;
    parts.code = trim(whole.substr(0, at));
    parts.words = trim(whole.substr(at + mark.size()));
    return parts;
}

bool SourceWords::add(std::string_view written, std::size_t target) {
    const Parts added = parts(written);
    for (const std::string& word : {added.whole, added.code})
        if (!word.empty() && known_.emplace(word, target).first->second != target) return false;
    if (!added.words.empty() && words_.emplace(added.words, target).first->second != target)
        words_[added.words] = several;
    return true;
}

std::optional<std::size_t> SourceWords::find(std::string_view read) const {
    const auto in = [](const Targets& list, const std::string& word) -> std::optional<std::size_t> {
        const auto found = list.find(word);
        if (word.empty() || found == list.end() || found->second == several) return std::nullopt;
        return found->second;
    };
    const Parts wanted = parts(read);
    for (const std::string& word : {wanted.whole, wanted.code})
        if (const auto found = in(known_, word)) return found;
    for (const std::string& word : {wanted.whole, wanted.words}) {
        if (const auto found = in(words_, word)) return found;
        if (const auto found = in(known_, word)) return found;
    }
    return std::nullopt;
}

}  // namespace reeve::process
