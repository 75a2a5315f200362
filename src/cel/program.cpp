#include "cel/program.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cel/code_internal.hpp"

namespace reeve::cel {

SourcePlace::Point SourcePlace::at(std::uint32_t offset) const {
    const std::string_view before = std::string_view(source).substr(0, offset);
    const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const std::string_view on_line = before.substr(before.rfind('\n') + 1);
    return {line + lines, (lines == 0 ? column : 1 + indent) + static_cast<int>(length_utf8(on_line))};
}

Program::Program() {
    static const auto null = [] {
        Code code;
        code.nodes.push_back({});
        code.constants.emplace_back();
        code.result = Type::null();
        code.text = "null";
        return std::make_shared<const Code>(std::move(code));
    }();
    code_ = null;
}

Program::Program(std::shared_ptr<const Code> code) : code_(std::move(code)) {}

const Type& Program::result() const {
    return code_->result;
}
const std::string& Program::text() const {
    return code_->text;
}
const Reads& Program::reads() const {
    return code_->reads;
}
const std::vector<Problem>& Program::warnings() const {
    return code_->warnings;
}

}  // namespace reeve::cel
