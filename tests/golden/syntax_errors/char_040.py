x̀ ̀y
