#pragma once
// The text of a process with parts to be replaced: what a test is about is all that it writes.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "process/load.hpp"

namespace reeve::process {

// `Made` derives from it, and is what each change gives back.
template <class Made>
class Edited {
public:
    explicit Edited(std::string_view text) : text_(text) {}

    // Replaces a text that must be there, once.
    Made& with(std::string_view old_text, std::string_view new_text) {
        const std::size_t at = text_.find(old_text);
        if (at == std::string::npos || text_.find(old_text, at + 1) != std::string::npos)
            ADD_FAILURE() << "not there once: " << old_text;
        else
            text_.replace(at, old_text.size(), new_text);
        return static_cast<Made&>(*this);
    }
    // Adds lines behind a line that must be there.
    Made& after(std::string_view line, std::string_view lines) {
        return with(line, std::string(line) + "\n" + std::string(lines));
    }
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::vector<SourceFile> files() const { return {{"process.yaml", text_}}; }

protected:
    // The process, which must load; null where it does not.
    [[nodiscard]] ProcessPtr loaded_as(std::string_view id) const {
        auto loaded = load_process(id, files());
        if (loaded) return loaded->process;
        for (const Problem& problem : loaded.error()) ADD_FAILURE() << reeve::text(problem);
        return nullptr;
    }

private:
    std::string text_;
};

}  // namespace reeve::process
